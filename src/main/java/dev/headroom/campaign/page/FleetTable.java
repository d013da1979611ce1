package dev.headroom.campaign.page;

import dev.headroom.analysis.finding.Verdict;
import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.audit.FleetMember;
import dev.headroom.campaign.audit.ServiceState;
import dev.headroom.campaign.progress.Campaign;
import dev.headroom.campaign.progress.Day;
import dev.headroom.campaign.progress.History;
import dev.headroom.campaign.progress.Phase;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An audit or a history as a table, for spreadsheets and programs.
 *
 * @param columns their names
 * @param rows as many values as there are columns, texts and whole numbers
 */
public record FleetTable(List<String> columns, List<List<Object>> rows) {
    private static final String LINE_END = "\r\n";

    public FleetTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** A line for each service and each rule that applies to it. */
    public static FleetTable audit(Campaign campaign) {
        FleetAudit audit = campaign.audit();
        Stream<List<Object>> rows = audit.services().stream()
                .flatMap(service -> audit.rules().stream()
                        .filter(rule -> service.verdict(rule.id()) != Verdict.NOT_APPLICABLE)
                        .map(rule -> List.<Object>of(
                                service.name(),
                                service.root(),
                                service.tier(),
                                word(service.state(audit.rules())),
                                campaign.phase(service).map(Phase::name).orElse(""),
                                rule.id(),
                                rule.severity().word(),
                                word(service.verdict(rule.id())),
                                service.sites(rule).size())));
        return new FleetTable(
                List.of("service", "root", "tier", "state", "phase", "rule", "severity", "verdict", "places"),
                rows.toList());
    }

    /**
     * A line for each place of some services.
     *
     * @param rule the only rule whose places are wanted; empty for all
     */
    static FleetTable places(FleetAudit audit, List<FleetMember> services, String rule) {
        Stream<List<Object>> rows = services.stream()
                .flatMap(service -> service.sites().stream()
                        .filter(site -> rule.isEmpty() || site.rule().equals(rule))
                        .map(site -> List.<Object>of(
                                service.name(),
                                service.tier(),
                                word(service.state(audit.rules())),
                                site.rule(),
                                site.severity().word(),
                                site.path(),
                                site.startLine(),
                                site.message())));
        return new FleetTable(
                List.of("service", "tier", "state", "rule", "severity", "path", "line", "message"), rows.toList());
    }

    /** A line for each day and each tier and state, and for each day and each rule that services broke. */
    public static FleetTable history(History history) {
        Stream<List<Object>> rows = history.days().stream()
                .flatMap(day -> Stream.concat(
                        day.tiers().entrySet().stream().flatMap(tier -> states(day, tier.getKey(), tier.getValue())),
                        day.rules().entrySet().stream()
                                .map(rule -> List.<Object>of(
                                        day.day().toString(),
                                        day.commit(),
                                        "rule",
                                        rule.getKey(),
                                        "broken",
                                        rule.getValue()))));
        return new FleetTable(List.of("day", "commit", "of", "name", "state", "services"), rows.toList());
    }

    private static Stream<List<Object>> states(Day day, String tier, Map<ServiceState, Integer> states) {
        return Arrays.stream(ServiceState.values())
                .map(state -> List.<Object>of(
                        day.day().toString(), day.commit(), "tier", tier, word(state), states.getOrDefault(state, 0)));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The table by RFC 4180, in which no cell is a formula. */
    public String csv() {
        return Stream.concat(Stream.of(columns), rows.stream())
                .map(row -> row.stream().map(FleetTable::cell).collect(Collectors.joining(",")))
                .collect(Collectors.joining(LINE_END, "", LINE_END));
    }

    /** The rows by the names of their columns, in their order. */
    public List<Map<String, Object>> objects() {
        return rows.stream()
                .map(row -> {
                    Map<String, Object> object = new LinkedHashMap<>();
                    for (int i = 0; i < columns.size(); i++) {
                        object.put(columns.get(i), row.get(i));
                    }
                    return object;
                })
                .toList();
    }

    /** Names come from strangers: what a spreadsheet would take for a formula is made a text. */
    private static String cell(Object value) {
        String text = value.toString();
        if (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
