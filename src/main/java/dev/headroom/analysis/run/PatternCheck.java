package dev.headroom.analysis.run;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.fix.FixSite;
import dev.headroom.golang.Program;
import dev.headroom.golang.module.ImportPath;
import dev.headroom.golang.pattern.Effort;
import dev.headroom.golang.pattern.Match;
import dev.headroom.golang.pattern.Pattern;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.ParseRefusedException;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoType;
import dev.headroom.rule.Find;
import dev.headroom.rule.Rule;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A rule that consists of patterns, run as a check. */
public final class PatternCheck implements Check {
    private final Rule rule;
    private final Function<Program, PatternBudget> budget;

    private PatternCheck(Rule rule, Function<Program, PatternBudget> budget) {
        this.rule = rule;
        this.budget = budget;
    }

    public static PatternCheck ofOwnRule(Rule rule) {
        return new PatternCheck(rule, _ -> PatternBudget.ofOwnRule());
    }

    public static PatternCheck ofForeignRule(Rule rule) {
        return new PatternCheck(rule, PatternBudget::ofForeignRule);
    }

    @Override
    public String name() {
        return rule.id();
    }

    @Override
    public void examine(CheckContext context) {
        RuleRun run = (RuleRun) context;
        PatternBudget left = budget.apply(run.program());
        ExcuseSearch excuses = new ExcuseSearch(run.program(), left);
        for (GoFile file : run.program().files()) {
            if (!run.reportable(file)) {
                continue;
            }
            try {
                examine(file, run, excuses, left.file(file));
            } catch (ParseRefusedException e) {
                run.tooMuch(file, e.reason());
                if (left.spent()) {
                    return;
                }
            }
        }
    }

    private void examine(GoFile file, RuleRun run, ExcuseSearch excuses, Effort effort) {
        Set<Node> reported = new HashSet<>();
        for (Find find : rule.find()) {
            for (Match match : find.match().in(file.root(), file, Map.of(), effort)) {
                if (!match.node().broken() && !reported.contains(spot(find, match))) {
                    examine(find, match, file, run, excuses, effort, reported);
                }
            }
        }
    }

    private static void examine(
            Find find, Match match, GoFile file, RuleRun run, ExcuseSearch excuses, Effort effort, Set<Node> reported) {
        Node spot = spot(find, match);
        Optional<Boolean> typed = typed(find, match, run);
        if (typed.isEmpty()) {
            run.undecided(spot, "a type is not known");
        } else if (!typed.get()) {
            return;
        } else if (find.unless().stream().anyMatch(unless -> excuses.found(unless, match, file, effort))) {
            run.clean(spot);
        } else {
            reported.add(spot);
            report(find, match, file, run);
        }
    }

    private static Node spot(Find find, Match match) {
        return find.report().map(match.bindings()::get).orElse(match.node());
    }

    /** Whether the metavariables have the types asked for; empty where that is not known of one. */
    private static Optional<Boolean> typed(Find find, Match match, RuleRun run) {
        boolean known = true;
        for (Map.Entry<String, Find.TypeName> wanted : find.where().entrySet()) {
            GoType type = run.program().types().typeOf(match.bindings().get(wanted.getKey()));
            String path = ImportPath.canonical(wanted.getValue().importPath());
            if (!type.known() || type.pointee() instanceof GoType.Foreign) {
                known = false;
            } else if (!type.is(path, wanted.getValue().name())) {
                return Optional.of(false);
            }
        }
        return known ? Optional.of(true) : Optional.empty();
    }

    private static void report(Find find, Match match, GoFile file, RuleRun run) {
        Map<String, Node> bindings = new HashMap<>(match.bindings());
        ReportDraft draft = run.report(spot(find, match));
        find.with().forEach(draft::with);
        find.fix()
                .ifPresent(fix -> place(fix, match, file).ifPresent(place -> {
                    place.bindings().forEach(bindings::putIfAbsent);
                    site(fix.placement(), place.nodes()).ifPresent(site -> draft.fix(fix.template(), site));
                }));
        draft.bind(bindings).submit();
    }

    /** The code that the fix refers to: the tightest around the match. */
    private static Optional<Match> place(Find.At fix, Match match, GoFile file) {
        if (fix.at().isEmpty()) {
            return Optional.of(match);
        }
        Pattern at = fix.at().get();
        return at.in(Enclosing.declaration(match.node()), file, match.bindings()).stream()
                .filter(around -> covers(around.nodes(), match.node()))
                .min(Comparator.comparingInt(around -> around.nodes().getLast().end()
                        - around.nodes().getFirst().start()));
    }

    private static boolean covers(List<Node> nodes, Node inner) {
        return nodes.getFirst().start() <= inner.start()
                && inner.end() <= nodes.getLast().end();
    }

    private static Optional<FixSite> site(Find.Placement placement, List<Node> nodes) {
        return switch (placement) {
            case AFTER -> Enclosing.statement(nodes.getLast()).map(FixSite.AfterStatement::new);
            case BEFORE -> Enclosing.statement(nodes.getFirst()).map(FixSite.BeforeStatement::new);
            case REPLACE -> Optional.of(new FixSite.Replace(nodes.getFirst()));
            case FIELDS -> Enclosing.literal(nodes.getFirst()).map(FixSite.LiteralFields::new);
        };
    }
}
