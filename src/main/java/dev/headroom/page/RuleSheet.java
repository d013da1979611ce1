package dev.headroom.page;

import dev.headroom.rule.Severity;
import java.util.List;
import java.util.Optional;

/**
 * A rule explained to a person.
 *
 * @param topic the folder it lies in
 * @param goVersions the versions of Go that it is about, as {@code Go >=1.22}
 * @param why paragraphs of Markdown
 * @param docs the address of a page outside
 * @param reported what it reports; empty for a rule whose tests show none
 * @param clean code that it leaves alone
 * @param silencing a comment in Go
 * @param configuration an example, in YAML
 */
public record RuleSheet(
        String id,
        String title,
        Severity severity,
        String topic,
        Optional<String> goVersions,
        String why,
        Optional<String> docs,
        Optional<Example> reported,
        Fixing fixing,
        Optional<String> clean,
        List<Parameter> parameters,
        String silencing,
        String configuration) {
    public RuleSheet {
        parameters = List.copyOf(parameters);
    }

    /**
     * Code that is reported.
     *
     * @param said the comment, one paragraph of Markdown
     * @param diff the hunks of its fix
     */
    public record Example(String code, Optional<String> said, Optional<String> diff) {}

    /** Who may correct what is reported. */
    public enum Fixing {
        NONE(""),
        BY_HAND(
                "Proposed where the code leaves no doubt what it means, and left to a person: `--fix` does not apply it."),
        APPLIED("Proposed where the code leaves no doubt what it means; `headroom check --fix` applies it.");

        private final String sentence;

        Fixing(String sentence) {
            this.sentence = sentence;
        }

        /** One sentence of Markdown; empty where there is no fix. */
        public String sentence() {
            return sentence;
        }
    }

    /**
     * What may be set.
     *
     * @param standard its value where nobody set it
     * @param range in words; empty for none
     */
    public record Parameter(String name, String type, String standard, String range, String about) {}
}
