package dev.headroom.doctor;

import dev.headroom.doctor.AppRecord.Installation;
import dev.headroom.doctor.AppRecord.RateLimit;
import dev.headroom.doctor.AppRecord.Registration;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.setup.AppManifest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The examination of the whole installation, of the server first and then of the App on GitHub. */
public final class Doctor {
    /** Tokens are dated a minute back, and GitHub takes none from its future. */
    private static final Duration LARGEST_SKEW = Duration.ofSeconds(30);
    /** Each costs a token and a call. */
    private static final int MOST_LIMITS = 5;

    private final List<Check> server;
    private final AppRecord gitHub;
    private final GrantCheck grants;
    private final HookCheck hook;
    private final Clock clock;

    /**
     * @param server what is to be looked at besides GitHub
     * @param publicUrl where people and GitHub reach the server
     */
    public Doctor(List<Check> server, AppRecord gitHub, AppManifest manifest, Optional<String> publicUrl, Clock clock) {
        this.server = List.copyOf(server);
        this.gitHub = gitHub;
        this.grants = new GrantCheck(manifest);
        this.hook = new HookCheck(publicUrl, clock);
        this.clock = clock;
    }

    /** Looks at everything, as far as one thing lets another be seen. */
    public List<Diagnosis> examine() {
        List<Diagnosis> found = new ArrayList<>();
        server.forEach(check -> found.addAll(check.look()));
        try {
            found.addAll(clock(gitHub.time()));
        } catch (GitHubFailure e) {
            found.add(Diagnosis.wrong(
                    "github",
                    e.getMessage(),
                    "See that this machine reaches GitHub by HTTPS, through a proxy if need be, and that HEADROOM_GITHUB_URL is"
                            + " right."));
            return found;
        }
        Registration registration;
        try {
            registration = gitHub.registration();
        } catch (GitHubFailure e) {
            found.add(credentials(e));
            return found;
        }
        found.add(Diagnosis.ok(
                "credentials", "GitHub knows the App " + registration.slug() + " by its id and private key."));
        found.addAll(grants.registration(registration));
        found.addAll(guarded("webhook", () -> hook.configuration(gitHub.hook(), registration)));
        found.addAll(guarded("deliveries", () -> hook.deliveries(gitHub.latestDeliveries(), registration)));
        found.addAll(guarded("installations", () -> installations(registration)));
        return found;
    }

    private List<Diagnosis> clock(Instant theirs) {
        Duration skew = Duration.between(theirs, clock.instant());
        boolean close = skew.abs().compareTo(LARGEST_SKEW) <= 0;
        Diagnosis answers = Diagnosis.ok("github", "GitHub answers.");
        if (close) {
            return List.of(answers, Diagnosis.ok("clock", "The clock agrees with GitHub's."));
        }
        return List.of(
                answers,
                Diagnosis.wrong(
                        "clock",
                        "The clock is " + skew.abs().toSeconds() + " s " + (skew.isPositive() ? "ahead of" : "behind")
                                + " GitHub's, which refuses tokens from its future and its past.",
                        "Have the machine's clock set by NTP."));
    }

    private static Diagnosis credentials(GitHubFailure failure) {
        return failure.kind() == GitHubFailure.Kind.UNAUTHORIZED || failure.kind() == GitHubFailure.Kind.NOT_FOUND
                ? Diagnosis.wrong(
                        "credentials",
                        "GitHub does not know the App by its id and private key: " + failure.getMessage(),
                        "Compare HEADROOM_APP_ID with the App's page, and make a new private key there if the old one was"
                                + " deleted.")
                : Diagnosis.unknown("credentials", failure.getMessage(), "Try again later.");
    }

    private List<Diagnosis> installations(Registration registration) {
        List<Installation> installations = gitHub.installations();
        if (installations.isEmpty()) {
            return List.of(Diagnosis.wrong(
                    "installations",
                    "The App is not installed anywhere.",
                    "Install it on repositories: " + registration.page() + "/installations/new"));
        }
        List<Diagnosis> found = new ArrayList<>(grants.installations(installations, registration));
        installations.stream()
                .filter(installation -> !installation.suspended())
                .limit(MOST_LIMITS)
                .forEach(installation -> found.addAll(guarded("rate limit", () -> List.of(limit(installation)))));
        return found;
    }

    private Diagnosis limit(Installation installation) {
        RateLimit limit;
        try {
            limit = gitHub.rateLimit(installation);
        } catch (GitHubFailure e) {
            // An Enterprise Server says so where its administrator has not set limits.
            if (e.kind() == GitHubFailure.Kind.NOT_FOUND) {
                return Diagnosis.ok("rate limit", "This GitHub sets no limit.");
            }
            throw e;
        }
        String reset = limit.reset().truncatedTo(ChronoUnit.SECONDS).toString();
        if (limit.remaining() == 0) {
            return Diagnosis.wrong(
                    "rate limit",
                    "No call to GitHub is left for " + installation.account() + " until " + reset + ".",
                    "Wait: reviews go on by themselves then.");
        }
        return Diagnosis.ok(
                "rate limit",
                "%d of %d calls to GitHub are left for %s until %s."
                        .formatted(limit.remaining(), limit.limit(), installation.account(), reset));
    }

    private static List<Diagnosis> guarded(String subject, Check check) {
        try {
            return check.look();
        } catch (GitHubFailure e) {
            return List.of(Diagnosis.unknown(subject, e.getMessage(), "Try again later."));
        }
    }
}
