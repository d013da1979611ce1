package dev.headroom.demo.standin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/** A repository with its pull requests and check runs; guarded by the stand-in's lock. */
final class HostedRepository {
    static final String MAIN = "main";

    final String owner;
    final String name;
    final long id = 1_001;
    final GitReader git;
    String mainSha;
    final SequencedMap<Integer, HostedPullRequest> pulls = new LinkedHashMap<>();
    final SequencedMap<Long, PostedCheckRun> checkRuns = new LinkedHashMap<>();
    final Set<PostedReply.Reaction> reactions = new LinkedHashSet<>();
    private long lastCheckRun = 3_000_000_000L;

    HostedRepository(String owner, String name, GitReader git, String mainSha) {
        this.owner = owner;
        this.name = name;
        this.git = git;
        this.mainSha = mainSha;
    }

    /** Without its pull requests. */
    HostedRepository copy() {
        HostedRepository copy = new HostedRepository(owner, name, git, mainSha);
        copy.become(this);
        return copy;
    }

    /** Takes the state of a copy on, without its pull requests. */
    void become(HostedRepository other) {
        mainSha = other.mainSha;
        lastCheckRun = other.lastCheckRun;
        checkRuns.clear();
        checkRuns.putAll(other.checkRuns);
        reactions.clear();
        reactions.addAll(other.reactions);
    }

    String fullName() {
        return owner + "/" + name;
    }

    long nextCheckRunId() {
        return ++lastCheckRun;
    }

    HostedPullRequest pull(long number) {
        return pulls.values().stream()
                .filter(pull -> pull.number == number)
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    List<PostedCheckRun> checkRunsOf(String sha) {
        return new ArrayList<>(checkRuns.values().stream()
                .filter(run -> run.headSha().equals(sha))
                .toList());
    }

    /** The commit that a branch, a ref or a full sha names; GitHub answers 404 for any other. */
    String resolve(String ref) {
        String plain = ref.startsWith("refs/") ? ref.substring("refs/".length()) : ref;
        return branch(plain.startsWith("heads/") ? plain.substring("heads/".length()) : plain)
                .or(() -> pullHead(plain))
                .or(() -> Optional.of(ref).filter(sha -> ObjectId.isId(sha) && git.hasCommit(sha)))
                .orElseThrow(Refusal::notFound);
    }

    private Optional<String> branch(String branch) {
        if (branch.equals(MAIN) || branch.equals("HEAD")) {
            return Optional.of(mainSha);
        }
        return pulls.values().stream()
                .filter(pull -> pull.headRef.equals(branch))
                .map(pull -> pull.headSha)
                .findFirst();
    }

    private Optional<String> pullHead(String ref) {
        return pulls.values().stream()
                .filter(pull -> ref.equals("pull/" + pull.number + "/head"))
                .map(pull -> pull.headSha)
                .findFirst();
    }
}
