package dev.headroom.cli.docs;

import dev.headroom.page.RuleSheet;
import dev.headroom.rule.Rule;

/** A rule as a page of Markdown. */
final class RulePage {
    private final RuleSheet sheet;
    private final StringBuilder out = new StringBuilder();

    private RulePage(RuleSheet sheet) {
        this.sheet = sheet;
    }

    static String of(Rule rule) {
        RulePage page = new RulePage(RuleSheets.of(rule));
        page.head();
        page.examples();
        page.params();
        page.silencing();
        return page.out.toString();
    }

    private void head() {
        out.append("# ").append(sheet.title()).append("\n\n");
        out.append("`")
                .append(sheet.id())
                .append("` · **")
                .append(sheet.severity().word())
                .append("** · ")
                .append(sheet.topic())
                .append(sheet.goVersions().map(versions -> " · " + versions).orElse(""))
                .append("\n\n");
        out.append(sheet.why()).append('\n');
        sheet.docs().ifPresent(docs -> out.append("\nMore: <").append(docs).append(">\n"));
    }

    private void examples() {
        sheet.reported().ifPresent(example -> {
            out.append("\n## Reported\n\n").append(code("go", example.code()));
            example.said().ifPresent(said -> out.append("\n> ").append(said).append('\n'));
            if (sheet.fixing() != RuleSheet.Fixing.NONE) {
                out.append("\n## Fix\n\n").append(sheet.fixing().sentence()).append('\n');
            }
            example.diff().ifPresent(diff -> out.append('\n').append(code("diff", diff)));
        });
        sheet.clean().ifPresent(clean -> out.append("\n## Not reported\n\n").append(code("go", clean)));
    }

    private void params() {
        if (sheet.parameters().isEmpty()) {
            return;
        }
        out.append("\n## Parameters\n\n| name | type | standard | range | meaning |\n|---|---|---|---|---|\n");
        for (RuleSheet.Parameter param : sheet.parameters()) {
            out.append("| `%s` | %s | `%s` | %s | %s |\n"
                    .formatted(param.name(), param.type(), param.standard(), param.range(), param.about()));
        }
    }

    private void silencing() {
        out.append("\n## Changing and silencing it\n\n").append(code("go", sheet.silencing()));
        out.append(
                "\nstands on the line, on the line above it, or above a declaration for all of it. In `.github/headroom.yml`:\n\n");
        out.append(code("yaml", sheet.configuration()));
        out.append("\n`").append(sheet.id()).append(": off` switches it off.\n");
    }

    /** A fence longer than any in the code. */
    private static String code(String language, String text) {
        String fence = text.contains("```") ? "````" : "```";
        return fence + language + "\n" + text.stripTrailing() + "\n" + fence + "\n";
    }
}
