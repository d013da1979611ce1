package dev.headroom.cli.report;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Place;
import java.util.Locale;

/**
 * The output as workflow commands of GitHub Actions, which become annotations of the files.
 *
 * <p>Form and escaping are those of GitHub's "Workflow commands" page and of {@code @actions/core}.
 */
public final class GitHubReport implements ReportWriter {

    @Override
    public String write(CheckReport report) {
        StringBuilder out = new StringBuilder();
        for (Finding finding : report.introduced()) {
            Place place = finding.place();
            String command = switch (finding.severity()) {
                case BLOCKER -> "error";
                case WARNING -> "warning";
                case HINT -> "notice";
            };
            // Columns are for places on one line only; GitHub refuses others.
            String columns = place.startLine() == place.endLine()
                    ? ",col=%d,endColumn=%d".formatted(place.startColumn(), place.endColumn())
                    : "";
            out.append(String.format(
                    Locale.ROOT,
                    "::%s file=%s,line=%d,endLine=%d%s,title=%s::%s%n",
                    command,
                    property(report.paths().onTerminal(place.path())),
                    place.startLine(),
                    place.endLine(),
                    columns,
                    property(finding.title() + " (" + finding.rule() + ")"),
                    data(finding.message())));
        }
        return out.toString().replace("\r\n", "\n");
    }

    static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
