package dev.headroom.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fault that is looked for in Go code, as one YAML file says it.
 *
 * @param id as users write it in configuration and suppressions
 * @param scope what it judges: places, or a service as a whole
 * @param why paragraphs of Markdown for the reader who asks
 * @param docs a page that the reader can trust
 * @param params in the order written
 * @param imports import paths by the names that patterns and fixes use for packages
 * @param check the name of the part written in Java, where patterns do not suffice
 * @param find what to report, for a rule of patterns
 * @param variants texts by the names that the check chooses from
 * @param fixes by the names that the check chooses from
 * @param go the versions of Go that the rule is about
 * @param tests immutable; those of a rule that comes with Headroom are read when they are asked for
 * @param file where it was read from
 * @param digest of the file's bytes: SHA-256, in hexadecimal digits
 */
public record Rule(
        String id,
        Severity severity,
        Scope scope,
        RuleText text,
        String why,
        Optional<String> docs,
        Map<String, Param> params,
        Map<String, String> imports,
        Optional<String> check,
        List<Find> find,
        Map<String, RuleText> variants,
        Map<String, FixTemplate> fixes,
        Optional<GoRange> go,
        List<RuleTest> tests,
        String file,
        String digest) {
    public Rule {
        find = List.copyOf(find);
    }

    /** The folder it lies in, such as {@code database}; empty for none. */
    public String topic() {
        int end = file.lastIndexOf('/');
        return file.substring(file.lastIndexOf('/', end - 1) + 1, Math.max(end, 0));
    }
}
