package dev.headroom.campaign.fix;

import dev.headroom.campaign.audit.AuditedTree;
import dev.headroom.campaign.audit.CodeLinks;
import dev.headroom.campaign.audit.FleetMember;
import dev.headroom.campaign.fix.FixBranches.Branch;
import dev.headroom.campaign.fix.FixBranches.Pull;
import dev.headroom.campaign.fix.FixRecord.State;
import dev.headroom.campaign.tracker.CampaignMarker;
import dev.headroom.config.CampaignConfig.FixRequests;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps the pull requests with fixes true: opens those that are wanted, writes those anew that the default branch has left
 * behind, and closes those that were overtaken. It may break off at any call and be run again.
 */
public final class FixPullRequests {
    private final FixBranches branches;
    private final FixBook book;
    private final RepositoryRef repository;
    private final AuditedTree tree;
    private final FixRequests config;
    private final FixCommits commits;
    private final NavigableMap<String, FixRecord> fixes;
    private int changes;

    /** @param issues the numbers of the services' issues */
    public FixPullRequests(
            FixBranches branches,
            FixBook book,
            RepositoryRef repository,
            AuditedTree tree,
            CodeLinks links,
            Map<String, Integer> issues) {
        this.branches = branches;
        this.book = book;
        this.repository = repository;
        this.tree = tree;
        this.config = tree.config().campaign().fix();
        this.commits = new FixCommits(branches, repository, tree, links, issues);
        this.fixes = book.fixes(repository);
    }

    /** What is known of them now, by service. */
    Map<String, FixRecord> fixes() {
        return fixes;
    }

    /** Notes that a service's fixes are wanted. */
    void want(String service, Set<String> rules) {
        FixRecord known = fixes.get(service);
        FixRecord wanted = known == null ? FixRecord.wanted(rules) : known.wantedAgain(rules);
        if (!wanted.equals(known)) {
            keep(service, wanted);
        }
    }

    /** Brings all up to date and returns how many were opened, written anew or closed. */
    public int bringUpToDate() {
        long waiting = count(State.WAITING);
        boolean further = true;
        while (further) {
            pass();
            long left = count(State.WAITING);
            // Some had nothing to fix, and there is room for those that were not looked at.
            further = left > 0 && left < waiting && count(State.OPEN) < config.atOnce();
            waiting = left;
        }
        return changes;
    }

    private long count(State state) {
        return fixes.values().stream().filter(fix -> fix.is(state)).count();
    }

    private void pass() {
        List<String> turn = turn();
        if (turn.isEmpty()) {
            return;
        }
        for (String service : turn) {
            if (fixes.get(service).branch().isEmpty()) {
                keep(service, fixes.get(service).on(FixNames.branch(config, service)));
            }
        }
        Map<String, Branch> known = read(turn);
        in(turn, State.OPEN).forEach(service -> keepTrue(service, known));
        Stream.concat(in(turn, State.OPENING).stream(), in(turn, State.WAITING).stream())
                .forEach(service -> {
                    if (count(State.OPEN) < config.atOnce()
                            || fixes.get(service).is(State.OPENING)) {
                        open(service, known);
                    }
                });
    }

    /** Those that something may have to be done about, in the order of the audit; more than may be open are not looked at. */
    private List<String> turn() {
        List<String> order = new ArrayList<>(
                tree.audit().services().stream().map(FleetMember::name).toList());
        fixes.keySet().stream().filter(service -> !order.contains(service)).forEach(order::add);
        List<String> turn = new ArrayList<>();
        int waiting = 0;
        for (String service : order) {
            FixRecord fix = fixes.get(service);
            if (fix != null && fix.state().active() && (!fix.is(State.WAITING) || waiting++ < 2 * config.atOnce())) {
                turn.add(service);
            }
        }
        return turn;
    }

    private List<String> in(List<String> turn, State state) {
        return turn.stream().filter(service -> fixes.get(service).is(state)).toList();
    }

    private Map<String, Branch> read(List<String> turn) {
        Set<String> names = new HashSet<>();
        for (String service : turn) {
            FixRecord fix = fixes.get(service);
            names.add(fix.branch());
            if (!fix.is(State.WAITING)) {
                names.add(FixNames.next(fix.branch()));
            }
        }
        return new HashMap<>(branches.read(repository, names));
    }

    private void keepTrue(String service, Map<String, Branch> known) {
        FixRecord fix = fixes.get(service);
        Branch branch = known.getOrDefault(fix.branch(), Branch.NONE);
        Optional<Pull> pull = branch.pulls().stream()
                .filter(one ->
                        fix.number().filter(number -> number == one.number()).isPresent())
                .findFirst();
        if (pull.isEmpty() || !pull.get().open()) {
            if (pull.filter(Pull::merged).isPresent() && commits.own(branch, fix)) {
                branches.delete(repository, fix.branch());
            }
            keep(service, fix.in(State.DONE));
            return;
        }
        // Whoever pushes to the branch has taken it over.
        if (commits.own(branch, fix)) {
            Branch next = known.getOrDefault(FixNames.next(fix.branch()), Branch.NONE);
            unlessRefused(
                    () -> {
                        FixRecord kept = commits.renewed(service, fix, pull.get(), branch, next);
                        changes += kept.equals(fix) ? 0 : 1;
                        keep(service, kept);
                    },
                    () -> {});
        }
    }

    private void open(String service, Map<String, Branch> known) {
        FixRecord fix = fixes.get(service);
        Branch branch = known.getOrDefault(fix.branch(), Branch.NONE);
        Optional<Pull> before = branch.pulls().stream()
                .filter(pull -> pull.own() && CampaignMarker.isFix(pull.body(), service))
                .filter(pull -> pull.open()
                        || (fix.is(State.OPENING)
                                && pull.number() > fix.number().orElse(0)))
                .max(Comparator.comparingInt(Pull::number));
        if (before.isPresent()) {
            keep(service, fix.opened(before.get().number()));
            keepTrue(service, known);
            return;
        }
        keep(service, fix.in(State.OPENING));
        unlessRefused(
                () -> {
                    FixRecord opened =
                            commits.opened(service, fixes.get(service), branch, noted -> keep(service, noted));
                    changes += opened.is(State.OPEN) ? 1 : 0;
                    keep(service, opened);
                },
                () -> keep(service, fix.in(State.REFUSED)));
    }

    private static void unlessRefused(Runnable calls, Runnable otherwise) {
        try {
            calls.run();
        } catch (GitHubFailure e) {
            if (!FixCommits.refused(e)) {
                throw e;
            }
            otherwise.run();
        }
    }

    private void keep(String service, FixRecord fix) {
        if (!fix.equals(fixes.put(service, fix))) {
            book.keep(repository, service, fix);
        }
    }
}
