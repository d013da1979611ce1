package dev.headroom.signin;

import dev.headroom.repository.GitHubFailure;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A GitHub of one person, {@code ada}, who agrees to everything. */
public final class GatekeeperInMemory implements Gatekeeper {
    public static final Person ADA = new Person(7, "ada");

    /** The repositories that she may read. */
    public final Set<String> readable = new HashSet<>();
    /** The repositories that she may write to. */
    public final Set<String> writable = new HashSet<>();
    /** The teams she is in, {@code organisation/slug}. */
    public final Set<String> teams = new HashSet<>();
    /** What was asked, in order. */
    public final List<String> asked = new ArrayList<>();

    public Optional<Duration> lifetime = Optional.of(Duration.ofHours(8));
    /** Where its pages are. */
    public URI address = URI.create("https://github.example");

    public boolean revoked;
    /** Whether it does not answer what repositories there are. */
    public boolean away;

    private final Map<String, String> challenges = new HashMap<>();
    private final Map<String, String> codes = new HashMap<>();

    @Override
    public URI page(String state, String challenge, Optional<URI> back) {
        challenges.put(state, challenge);
        return URI.create(address + "/login/oauth/authorize?state=" + state
                + back.map(address -> "&redirect_uri=" + address).orElse(""));
    }

    /** She agrees on GitHub's page, and is sent back with this code. */
    public String agree(URI page) {
        String state = state(page);
        String code = "code-" + codes.size();
        codes.put(code, challenges.get(state));
        return code;
    }

    public static String state(URI page) {
        return page.getQuery().replaceFirst(".*?state=([^&]*).*", "$1");
    }

    @Override
    public UserToken exchange(String code, String verifier, Optional<URI> back) {
        if (codes.remove(code) == null) {
            throw new GitHubFailure(GitHubFailure.Kind.REJECTED, "The code is not known.");
        }
        return new UserToken("ghu_ada", lifetime);
    }

    @Override
    public Person person(UserToken token) {
        return ADA;
    }

    @Override
    public Optional<String> repository(UserToken token, String owner, String name) {
        ask("repository " + owner + "/" + name);
        return readable.stream().filter((owner + "/" + name)::equalsIgnoreCase).findFirst();
    }

    @Override
    public boolean mayWrite(UserToken token, String owner, String name) {
        ask("write " + owner + "/" + name);
        return writable.contains(owner + "/" + name);
    }

    @Override
    public List<String> repositories(UserToken token) {
        ask("repositories");
        if (away) {
            throw new GitHubFailure(GitHubFailure.Kind.TRANSIENT, "GitHub did not answer in time.");
        }
        return List.copyOf(readable);
    }

    @Override
    public boolean isMember(UserToken token, Person person, Team team) {
        ask("team " + team.organisation() + "/" + team.slug());
        return teams.contains(team.organisation() + "/" + team.slug());
    }

    private void ask(String question) {
        if (revoked) {
            throw new GitHubFailure(GitHubFailure.Kind.UNAUTHORIZED, "The token is no longer good.");
        }
        asked.add(question);
    }
}
