package dev.headroom.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headroom.repository.GitHubFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What people may see, as GitHub answers them, remembered for a few minutes. */
public final class Access {
    /** How long an answer of GitHub is believed. */
    public static final Duration MEMORY = Duration.ofMinutes(5);

    private static final int MOST_ANSWERS = 20_000;

    private final Gatekeeper gatekeeper;
    private final Optional<Gatekeeper.Team> adminTeam;
    private final Supplier<OptionalLong> firstInstaller;
    private final Cache<Question, List<String>> answers;

    /** @param firstInstaller the id of the account that installed the App first */
    public Access(
            Gatekeeper gatekeeper,
            Optional<Gatekeeper.Team> adminTeam,
            Supplier<OptionalLong> firstInstaller,
            Clock clock) {
        this.gatekeeper = gatekeeper;
        this.adminTeam = adminTeam;
        this.firstInstaller = firstInstaller;
        this.answers = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumSize(MOST_ANSWERS)
                .expireAfterWrite(MEMORY)
                .ticker(() -> nanos(clock.instant()))
                .build();
    }

    private static long nanos(Instant now) {
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    /** A question about a person of one session: another session's token may be worth more or less. */
    private record Question(String session, String about) {}

    /**
     * The name of a repository as GitHub writes it; empty where the person may not read it.
     *
     * @throws GitHubFailure {@code UNAUTHORIZED} when the person's token is no longer good
     */
    public Optional<String> repository(Session session, String owner, String name) {
        String asked = owner + "/" + name;
        return answer(
                        session,
                        asked.toLowerCase(Locale.ROOT),
                        () -> gatekeeper
                                .repository(session.token(), owner, name)
                                // One that was renamed is known by its new name only: another may bear the old one.
                                .filter(asked::equalsIgnoreCase)
                                .stream()
                                .toList())
                .stream()
                .findFirst();
    }

    /** Whether the person may write to a repository, asked anew each time: what follows changes it. */
    public boolean mayWrite(Session session, String owner, String name) {
        return gatekeeper.mayWrite(session.token(), owner, name);
    }

    /** The repositories that the person has been given access to, {@code owner/name}. */
    public List<String> repositories(Session session) {
        return answer(session, "repositories", () -> gatekeeper.repositories(session.token()));
    }

    /** Whether the person may see what is about the whole server, and change it. */
    public boolean isAdmin(Session session) {
        OptionalLong first = firstInstaller.get();
        if (first.isPresent() && first.getAsLong() == session.person().id()) {
            return true;
        }
        return adminTeam
                .map(team -> answer(session, "teams", () -> isMember(session, team)))
                .filter(teams -> !teams.isEmpty())
                .isPresent();
    }

    private List<String> isMember(Session session, Gatekeeper.Team team) {
        return gatekeeper.isMember(session.token(), session.person(), team) ? List.of(team.slug()) : List.of();
    }

    /** The answer of the last minutes, or a new one; who asks at the same time does not wait for another. */
    private List<String> answer(Session session, String about, Supplier<List<String>> asking) {
        Question question = new Question(session.idHash(), about);
        List<String> known = answers.getIfPresent(question);
        if (known == null) {
            known = asking.get();
            answers.put(question, known);
        }
        return known;
    }
}
