package dev.headroom.analysis.run;

import dev.headroom.analysis.check.CheckContext;
import dev.headroom.fix.FixSite;
import dev.headroom.golang.syntax.Node;
import dev.headroom.rule.FixTemplate;
import dev.headroom.rule.RuleText;
import dev.headroom.rule.TemplateValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report in the making, and what it was made of once it is submitted. */
final class ReportDraft implements CheckContext.Report {
    private final RuleRun run;
    private final Node at;
    private RuleText text;
    private final Map<String, String> given = new HashMap<>();
    private final Map<String, String> code = new HashMap<>();
    private final List<Related> related = new ArrayList<>();
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<Proposal> proposals = new ArrayList<>();

    /** A place that explains the report. */
    record Related(Node at, String message) {}

    /** A fix and its place. */
    record Proposal(FixTemplate template, FixSite site) {}

    ReportDraft(RuleRun run, Node at) {
        this.run = run;
        this.at = at;
        this.text = run.rule().rule().text();
    }

    @Override
    public CheckContext.Report variant(String name) {
        text = run.named(run.rule().rule().variants(), name, "variant");
        return this;
    }

    @Override
    public CheckContext.Report with(String name, String value) {
        given.put(name, value);
        return this;
    }

    /** The code that a metavariable is bound to. */
    ReportDraft bind(Map<String, Node> bindings) {
        bindings.forEach((name, node) -> code.put(name, node.text()));
        return this;
    }

    @Override
    public CheckContext.Report related(Node node, String message) {
        related.add(new Related(node, message));
        return this;
    }

    @Override
    public CheckContext.Report property(String name, Object value) {
        properties.put(name, value);
        return this;
    }

    @Override
    public CheckContext.Report fix(String name, FixSite site) {
        return fix(run.<FixTemplate>named(run.rule().rule().fixes(), name, "fix"), site);
    }

    ReportDraft fix(FixTemplate template, FixSite site) {
        proposals.add(new Proposal(template, site));
        return this;
    }

    @Override
    public void submit() {
        run.submit(this);
    }

    RuleRun run() {
        return run;
    }

    Node at() {
        return at;
    }

    RuleText text() {
        return text;
    }

    List<Related> related() {
        return related;
    }

    Map<String, Object> properties() {
        return properties;
    }

    List<Proposal> proposals() {
        return proposals;
    }

    TemplateValues values() {
        return new TemplateValues(run.rule().rule().params(), run.rule().params(), given, code);
    }
}
