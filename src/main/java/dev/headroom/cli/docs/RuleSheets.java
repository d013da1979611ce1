package dev.headroom.cli.docs;

import dev.headroom.analysis.example.RuleExample;
import dev.headroom.analysis.trial.FixPlan;
import dev.headroom.cli.report.UnifiedDiff;
import dev.headroom.page.RuleSheet;
import dev.headroom.rule.FixTemplate;
import dev.headroom.rule.Param;
import dev.headroom.rule.Rule;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Explains rules by what they say of their own tests. */
public final class RuleSheets {
    private RuleSheets() {}

    /** What there is to say of a rule; runs it on its examples, which takes some milliseconds. */
    public static RuleSheet of(Rule rule) {
        RuleSheet.Fixing fixing = fixing(rule);
        return new RuleSheet(
                rule.id(),
                rule.text().title().toString(),
                rule.severity(),
                rule.topic(),
                rule.go().map(range -> "Go " + (range.from() ? ">=" : "<") + range.major() + "." + range.minor()),
                rule.why().strip(),
                rule.docs(),
                RuleExample.reported(rule)
                        .map(example -> new RuleSheet.Example(
                                example.code(),
                                example.said().map(said -> said.replace("\n", " ")),
                                fixing == RuleSheet.Fixing.NONE ? Optional.empty() : diff(example.changes()))),
                fixing,
                RuleExample.clean(rule).map(RuleExample::code),
                rule.params().values().stream().map(RuleSheets::parameter).toList(),
                "//headroom:ignore " + rule.id() + " the reason",
                configuration(rule));
    }

    private static RuleSheet.Fixing fixing(Rule rule) {
        List<FixTemplate> fixes = Stream.concat(
                        rule.fixes().values().stream(),
                        rule.find().stream()
                                .flatMap(find -> find.fix().stream())
                                .map(at -> at.template()))
                .toList();
        if (fixes.isEmpty()) {
            return RuleSheet.Fixing.NONE;
        }
        return fixes.stream().noneMatch(FixTemplate::safe) ? RuleSheet.Fixing.BY_HAND : RuleSheet.Fixing.APPLIED;
    }

    private static Optional<String> diff(List<FixPlan.Change> changes) {
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(changes.stream()
                        .map(change -> hunks(UnifiedDiff.of(List.of(change))))
                        .collect(Collectors.joining("\n")));
    }

    /** Without the heads, which name files of a test. */
    private static String hunks(String diff) {
        return diff.substring(Math.max(0, diff.indexOf("\n@@") + 1)).stripTrailing();
    }

    private static RuleSheet.Parameter parameter(Param param) {
        Function<Object, String> words = param.type()::words;
        return new RuleSheet.Parameter(
                param.name(),
                param.type().word(),
                words.apply(param.standard()),
                range(param.min().map(words), param.max().map(words)),
                param.about());
    }

    private static String range(Optional<String> min, Optional<String> max) {
        return Stream.of(min.map(least -> "from " + least), max.map(most -> "up to " + most))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    private static String configuration(Rule rule) {
        return "rules:\n  " + rule.id() + ":\n    severity: hint\n    exclude: [\"**/legacy/**\"]"
                + rule.params().values().stream()
                        .findFirst()
                        .map(param -> "\n    params: {" + param.name() + ": " + yaml(param) + "}")
                        .orElse("");
    }

    private static String yaml(Param param) {
        String words = param.type().words(param.standard());
        return switch (param.type()) {
            case DURATION, SIZE -> words.replace(" ", "").replace("min", "m").replace("bytes", "B");
            case LIST -> "[" + words + "]";
            case INT, BOOL, STRING -> words.isEmpty() ? "\"\"" : words;
        };
    }
}
