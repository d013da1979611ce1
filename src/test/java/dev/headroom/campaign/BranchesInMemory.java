package dev.headroom.campaign;

import dev.headroom.campaign.fix.FixBranches;
import dev.headroom.repository.CommitDraft;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Branches and pull requests in memory, as strict as GitHub where that matters. */
final class BranchesInMemory implements FixBranches {
    final Map<String, Tip> tips = new TreeMap<>();
    final Map<Integer, Proposed> pulls = new TreeMap<>();
    boolean refusing;
    private final BiConsumer<String, Runnable> called;
    private int commits;

    static final class Proposed {
        final String branch;
        final String title;
        String body;
        boolean open = true;
        boolean merged;

        Proposed(String branch, String title, String body) {
            this.branch = branch;
            this.title = title;
            this.body = body;
        }
    }

    /** @param called is given each call by its name, with what it does */
    BranchesInMemory(BiConsumer<String, Runnable> called) {
        this.called = called;
    }

    List<String> openTitles() {
        return pulls.values().stream()
                .filter(pull -> pull.open)
                .map(pull -> pull.title)
                .toList();
    }

    /** A commit of a person on top of a branch. */
    void pushed(String branch) {
        tips.put(branch, new Tip("person" + ++commits, "Mine", false));
    }

    @Override
    public Map<String, Branch> read(RepositoryRef repository, Collection<String> branches) {
        called.accept("branches", () -> {});
        Map<String, Branch> read = new HashMap<>();
        for (String name : branches) {
            List<Pull> from = new ArrayList<>();
            pulls.forEach((number, pull) -> {
                if (pull.branch.equals(name)) {
                    from.add(new Pull(number, pull.open, pull.merged, true, pull.body));
                }
            });
            read.put(name, new Branch(Optional.ofNullable(tips.get(name)), from));
        }
        return read;
    }

    @Override
    public Set<String> executables(RepositoryRef repository, String commitSha, Collection<String> paths) {
        called.accept("modes", () -> {});
        return Set.of();
    }

    private void change(String call, Runnable effect) {
        if (refusing) {
            throw new GitHubFailure(GitHubFailure.Kind.REJECTED, "A rule of the repository forbids it.");
        }
        called.accept(call, effect);
    }

    private static GitHubFailure rejected(String reason) {
        return new GitHubFailure(GitHubFailure.Kind.REJECTED, reason);
    }

    @Override
    public void create(RepositoryRef repository, String branch, String commitSha) {
        if (tips.containsKey(branch)) {
            throw rejected("Reference already exists");
        }
        change("create", () -> tips.put(branch, new Tip(commitSha, "The base", false)));
    }

    @Override
    public void move(RepositoryRef repository, String branch, String commitSha) {
        Tip tip = tips.values().stream()
                .filter(each -> each.sha().equals(commitSha))
                .findFirst()
                .orElse(new Tip(commitSha, "The base", false));
        change("move", () -> {
            tips.put(branch, tip);
            // GitHub closes what has nothing of its own.
            pulls.values().stream()
                    .filter(pull -> pull.branch.equals(branch) && !tip.byGitHub())
                    .forEach(pull -> pull.open = false);
        });
    }

    @Override
    public void delete(RepositoryRef repository, String branch) {
        change("delete", () -> tips.remove(branch));
    }

    @Override
    public String commit(RepositoryRef repository, CommitDraft commit) {
        Tip tip = tips.get(commit.branch());
        if (tip == null || !tip.sha().equals(commit.headSha())) {
            throw new GitHubFailure(GitHubFailure.Kind.TRANSIENT, "The branch has moved on.");
        }
        String sha = "commit" + ++commits;
        change(
                "commit",
                () -> tips.put(commit.branch(), new Tip(sha, commit.headline() + "\n\n" + commit.body(), true)));
        return sha;
    }

    @Override
    public int open(RepositoryRef repository, String branch, String base, String title, String body) {
        boolean known = pulls.values().stream().anyMatch(pull -> pull.open && pull.branch.equals(branch));
        if (known || !tips.get(branch).byGitHub()) {
            throw rejected("A pull request already exists, or there are no commits");
        }
        int number = 100 + pulls.size();
        change("propose", () -> pulls.put(number, new Proposed(branch, title, body)));
        return number;
    }

    @Override
    public void edit(RepositoryRef repository, int number, String body, boolean open) {
        change("tell", () -> {
            pulls.get(number).body = body;
            pulls.get(number).open &= open;
        });
    }
}
