package dev.headroom.cli;

import dev.headroom.analysis.FixPlan;
import dev.headroom.analysis.RuleExample;
import dev.headroom.rule.FixTemplate;
import dev.headroom.rule.Param;
import dev.headroom.rule.Rule;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A rule as a page of Markdown. */
final class RulePage {
    private final Rule rule;
    private final StringBuilder out = new StringBuilder();

    private RulePage(Rule rule) {
        this.rule = rule;
    }

    static String of(Rule rule) {
        RulePage page = new RulePage(rule);
        page.head();
        page.examples();
        page.params();
        page.silencing();
        return page.out.toString();
    }

    private void head() {
        out.append("# ").append(rule.text().title()).append("\n\n");
        out.append("`")
                .append(rule.id())
                .append("` · **")
                .append(rule.severity().word())
                .append("** · ");
        out.append(rule.topic())
                .append(rule.go()
                        .map(range -> " · Go " + (range.from() ? ">=" : "<") + range.major() + "." + range.minor())
                        .orElse(""))
                .append("\n\n");
        out.append(rule.why().strip()).append('\n');
        rule.docs().ifPresent(docs -> out.append("\nMore: <").append(docs).append(">\n"));
    }

    private void examples() {
        RuleExample.reported(rule).ifPresent(example -> {
            out.append("\n## Reported\n\n").append(code("go", example.code()));
            example.said()
                    .ifPresent(said ->
                            out.append("\n> ").append(said.replace("\n", " ")).append('\n'));
            fix(example.changes());
        });
        RuleExample.clean(rule)
                .ifPresent(example -> out.append("\n## Not reported\n\n").append(code("go", example.code())));
    }

    private void fix(List<FixPlan.Change> changes) {
        List<FixTemplate> fixes = Stream.concat(
                        rule.fixes().values().stream(),
                        rule.find().stream()
                                .flatMap(find -> find.fix().stream())
                                .map(at -> at.template()))
                .toList();
        if (fixes.isEmpty()) {
            return;
        }
        out.append("\n## Fix\n\n");
        boolean unsafe = fixes.stream().noneMatch(FixTemplate::safe);
        out.append(
                unsafe
                        ? "Proposed where the code leaves no doubt what it means, and left to a person: `--fix` does not apply it.\n"
                        : "Proposed where the code leaves no doubt what it means; `headroom check --fix` applies it.\n");
        if (!changes.isEmpty()) {
            out.append('\n')
                    .append(code(
                            "diff",
                            changes.stream()
                                    .map(change -> hunks(UnifiedDiff.of(List.of(change))))
                                    .collect(Collectors.joining("\n"))));
        }
    }

    /** Without the heads, which name files of a test. */
    private static String hunks(String diff) {
        return diff.substring(Math.max(0, diff.indexOf("\n@@") + 1)).stripTrailing();
    }

    private void params() {
        if (rule.params().isEmpty()) {
            return;
        }
        out.append("\n## Parameters\n\n| name | type | standard | range | meaning |\n|---|---|---|---|---|\n");
        for (Param param : rule.params().values()) {
            Function<Object, String> words = param.type()::words;
            out.append("| `%s` | %s | `%s` | %s | %s |\n"
                    .formatted(
                            param.name(),
                            param.type().word(),
                            words.apply(param.standard()),
                            range(param.min().map(words), param.max().map(words)),
                            param.about()));
        }
    }

    private static String range(Optional<String> min, Optional<String> max) {
        return Stream.of(min.map(least -> "from " + least), max.map(most -> "up to " + most))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    private void silencing() {
        out.append("\n## Changing and silencing it\n\n");
        out.append(code("go", "//headroom:ignore " + rule.id() + " the reason"));
        out.append(
                "\nstands on the line, on the line above it, or above a declaration for all of it. In `.github/headroom.yml`:\n\n");
        out.append(code(
                "yaml",
                "rules:\n  " + rule.id() + ":\n    severity: hint\n    exclude: [\"**/legacy/**\"]"
                        + rule.params().values().stream()
                                .findFirst()
                                .map(param -> "\n    params: {" + param.name() + ": " + yaml(param) + "}")
                                .orElse("")));
        out.append("\n`").append(rule.id()).append(": off` switches it off.\n");
    }

    private static String yaml(Param param) {
        String words = param.type().words(param.standard());
        return switch (param.type()) {
            case DURATION, SIZE -> words.replace(" ", "").replace("min", "m").replace("bytes", "B");
            case LIST -> "[" + words + "]";
            case INT, BOOL, STRING -> words.isEmpty() ? "\"\"" : words;
        };
    }

    /** A fence longer than any in the code. */
    private static String code(String language, String text) {
        String fence = text.contains("```") ? "````" : "```";
        return fence + language + "\n" + text.stripTrailing() + "\n" + fence + "\n";
    }
}
