package dev.headroom.campaign.fix;

import dev.headroom.analysis.trial.WritableFixes;
import dev.headroom.campaign.audit.AuditedTree;
import dev.headroom.campaign.audit.CodeLinks;
import dev.headroom.campaign.fix.FixBranches.Branch;
import dev.headroom.campaign.fix.FixBranches.Pull;
import dev.headroom.campaign.fix.FixBranches.Tip;
import dev.headroom.campaign.fix.FixRecord.State;
import dev.headroom.campaign.tracker.IssueBody;
import dev.headroom.repository.CommitDraft;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The commits of fixes on branches of their own. What the App made it knows again by the trailer of a commit that GitHub
 * signed: a commit that a person made or amended is never overwritten.
 */
final class FixCommits {
    private final FixBranches branches;
    private final RepositoryRef repository;
    private final AuditedTree tree;
    private final CodeLinks links;
    private final Map<String, Integer> issues;

    FixCommits(
            FixBranches branches,
            RepositoryRef repository,
            AuditedTree tree,
            CodeLinks links,
            Map<String, Integer> issues) {
        this.branches = branches;
        this.repository = repository;
        this.tree = tree;
        this.links = links;
        this.issues = issues;
    }

    /** Whether GitHub does not let the App do something, so that trying again is of no use. */
    static boolean refused(GitHubFailure failure) {
        return switch (failure.kind()) {
            case REJECTED, FORBIDDEN, NOT_FOUND -> true;
            case TRANSIENT, RATE_LIMITED, UNAUTHORIZED -> false;
        };
    }

    /** Whether the App made the newest commit of a branch. */
    boolean own(Branch branch, FixRecord fix) {
        return branch.tip()
                .filter(tip -> tip.sha().equals(fix.headSha()) || trailed(tip, FixText.trailer("")))
                .isPresent();
    }

    private static boolean trailed(Tip tip, String beginning) {
        return tip.byGitHub() && tip.message().lines().anyMatch(line -> line.startsWith(beginning));
    }

    private static boolean carries(Branch branch, String inputs) {
        return branch.tip().filter(tip -> trailed(tip, FixText.trailer(inputs))).isPresent();
    }

    private WritableFixes planned(ServiceFixes wanted) {
        return wanted.planned(
                paths -> branches.executables(repository, tree.head().commitSha(), paths));
    }

    /**
     * Makes the commit that a pull request is opened with, and opens it, unless an earlier turn got as far.
     *
     * @param noted is given the record whenever it has to be kept before the next call
     */
    FixRecord opened(String service, FixRecord fix, Branch branch, Consumer<FixRecord> noted) {
        ServiceFixes wanted = new ServiceFixes(tree, service, fix.rules());
        WritableFixes made = wanted.none() ? null : planned(wanted);
        if (made == null || made.plan().changes().isEmpty()) {
            return fix.in(State.NOTHING);
        }
        if (made.tooLarge()) {
            return fix.in(State.REFUSED);
        }
        FixText text = text(wanted, made);
        FixRecord based = fix;
        if (!carries(branch, wanted.inputs())) {
            based = onBase(fix, branch, noted);
            based = based.committed(commit(based.branch(), text, made, wanted.inputs()), wanted.inputs());
        } else {
            based = fix.committed(branch.tip().orElseThrow().sha(), wanted.inputs());
        }
        noted.accept(based);
        int number = branches.open(
                repository,
                based.branch(),
                tree.head().branch(),
                FixNames.title(tree.config().campaign().fix(), service),
                body(service, wanted, text).text());
        return based.opened(number);
    }

    /** Sees to it that the branch begins at the audited commit, and takes another where it is somebody else's. */
    private FixRecord onBase(FixRecord fix, Branch branch, Consumer<FixRecord> noted) {
        if (branch.tip().isPresent() && !atBase(branch) && !own(branch, fix)) {
            FixRecord beside = fix.on(FixNames.beside(fix.branch(), tree.head().commitSha()));
            noted.accept(beside);
            begin(beside.branch(), Branch.NONE);
            return beside;
        }
        begin(fix.branch(), branch);
        return fix;
    }

    private boolean atBase(Branch branch) {
        return branch.tip()
                .filter(tip -> tip.sha().equals(tree.head().commitSha()))
                .isPresent();
    }

    private void begin(String name, Branch now) {
        if (now.tip().isEmpty()) {
            branches.create(repository, name, tree.head().commitSha());
        } else if (!atBase(now)) {
            branches.move(repository, name, tree.head().commitSha());
        }
    }

    private String commit(String branch, FixText text, WritableFixes made, String inputs) {
        return branches.commit(
                repository,
                new CommitDraft(
                        branch,
                        tree.head().commitSha(),
                        text.headline(),
                        text.message(inputs),
                        made.plan().changes()));
    }

    /**
     * Writes an open pull request anew where what it is made of has changed, and closes it where nothing is left. The new
     * commit is made beside the branch: GitHub closes a pull request whose branch has nothing of its own, if only for a moment.
     */
    FixRecord renewed(String service, FixRecord fix, Pull pull, Branch branch, Branch next) {
        ServiceFixes wanted = new ServiceFixes(tree, service, fix.rules());
        String inputs = wanted.inputs();
        boolean made =
                branch.tip().filter(tip -> tip.sha().equals(fix.headSha())).isPresent() && inputs.equals(fix.inputs());
        if (!wanted.none() && (made || carries(branch, inputs))) {
            return current(service, fix, pull, branch, next);
        }
        WritableFixes fixes = wanted.none() ? null : planned(wanted);
        if (fixes == null || fixes.plan().changes().isEmpty()) {
            IssueBody body = FixText.overtaken(service, inputs, links);
            branches.edit(repository, pull.number(), body.text(pull.body()), false);
            branches.delete(repository, fix.branch());
            return fix.in(State.DONE);
        }
        String beside = FixNames.next(fix.branch());
        if (fixes.tooLarge() || (next.tip().isPresent() && !atBase(next) && !own(next, fix))) {
            return fix;
        }
        FixText text = text(wanted, fixes);
        String sha;
        if (carries(next, inputs)) {
            sha = next.tip().orElseThrow().sha();
        } else {
            begin(beside, next);
            sha = commit(beside, text, fixes, inputs);
        }
        branches.move(repository, fix.branch(), sha);
        branches.delete(repository, beside);
        branches.edit(repository, pull.number(), body(service, wanted, text).text(pull.body()), true);
        return fix.committed(sha, inputs);
    }

    /** Ends what an earlier turn may have left half done. */
    private FixRecord current(String service, FixRecord fix, Pull pull, Branch branch, Branch next) {
        ServiceFixes wanted = new ServiceFixes(tree, service, fix.rules());
        if (next.tip().isPresent() && own(next, fix)) {
            branches.delete(repository, FixNames.next(fix.branch()));
        }
        if (!IssueBody.tells(pull.body(), wanted.inputs())) {
            IssueBody body = body(service, wanted, text(wanted, planned(wanted)));
            branches.edit(repository, pull.number(), body.text(pull.body()), true);
        }
        return fix.committed(branch.tip().orElseThrow().sha(), wanted.inputs());
    }

    private FixText text(ServiceFixes wanted, WritableFixes made) {
        return new FixText(tree, links, wanted, made);
    }

    private IssueBody body(String service, ServiceFixes wanted, FixText text) {
        return text.body(wanted.inputs(), Optional.ofNullable(issues.get(service)));
    }
}
