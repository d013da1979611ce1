package dev.headroom.rule;

import static dev.headroom.rule.Shape.optional;
import static dev.headroom.rule.Shape.required;

import dev.headroom.rule.Shape.Any;
import dev.headroom.rule.Shape.Flag;
import dev.headroom.rule.Shape.Held;
import dev.headroom.rule.Shape.ListOf;
import dev.headroom.rule.Shape.Named;
import dev.headroom.rule.Shape.OneOrMore;
import dev.headroom.rule.Shape.Text;
import dev.headroom.rule.Shape.Texts;
import dev.headroom.rule.Shape.Word;
import java.util.List;
import java.util.stream.Stream;

/** The format of rule files. */
public final class RuleShapes {
    private static final Held TEXT = new Text();

    static final Shape UNLESS = new Shape(
            "unless",
            "An excuse: code whose presence makes the match right.",
            List.of(
                    optional(
                            "in",
                            Word.of(Find.Scope.values()),
                            "where to look for it; the function around the match unless it is given"),
                    required("any", new Texts(), "patterns, of which one suffices")));

    private static final Shape.Key FIX_TITLE =
            required("title", TEXT, "what it does, as an order without a full stop; `${name}` is filled in");
    private static final Shape.Key IMPORTS = optional(
            "imports", new Named(TEXT), "packages that the code needs beyond the rule's own, import paths by name");
    private static final Shape.Key SAFE = optional("safe", new Flag(), "false keeps `--fix` from applying it unasked");

    static final Shape FIND_FIX = new Shape(
            "find.fix",
            "What to do about a match: exactly one of `after`, `before`, `replace` and `fields`.",
            List.of(
                    FIX_TITLE,
                    optional("at", TEXT, "a larger pattern around the match that the fix refers to"),
                    optional("after", TEXT, "lines to go behind the statement"),
                    optional("before", TEXT, "lines to go ahead of the statement"),
                    optional("replace", TEXT, "code to take the place of the match"),
                    optional("fields", TEXT, "fields to add to a composite literal, one `Key: value,` a line"),
                    IMPORTS,
                    SAFE));

    static final Shape FIND = new Shape(
            "find",
            "Code to be reported.",
            List.of(
                    required(
                            "match",
                            TEXT,
                            "the pattern: Go in which `$NAME` binds code, `$_` is any one node, `$$$` any number"),
                    optional("report", TEXT, "the metavariable that is reported; without it, all that matched"),
                    optional(
                            "where",
                            new Named(TEXT),
                            "the types that metavariables must have, such as `$T: http.Transport`"),
                    optional("with", new Named(TEXT), "values for `${name}` in the texts and the fix"),
                    optional("unless", new OneOrMore(UNLESS), "an excuse, or several"),
                    optional("fix", new Shape.Nested(FIND_FIX), "a change that makes it right")));

    static final Shape FIX = new Shape(
            "fixes",
            "Code that a check proposes; the check says where.",
            List.of(
                    FIX_TITLE,
                    required("text", TEXT, "the code, with `${name}` for what the check gives"),
                    IMPORTS,
                    SAFE));

    static final Shape VARIANT = new Shape(
            "variants",
            "Texts for one of the cases that a check tells apart.",
            List.of(
                    optional("title", TEXT, "instead of the rule's"),
                    optional("message", TEXT, "instead of the rule's")));

    static final Shape PARAM = new Shape(
            "params",
            "A setting that a repository may change.",
            List.of(
                    required(
                            "type",
                            new Word(Stream.of(ParamType.values())
                                    .map(ParamType::word)
                                    .toList()),
                            "what its values are"),
                    required("default", new Any(), "the value where nobody sets it"),
                    optional("min", TEXT, "the least, of an int, size or duration"),
                    optional("max", TEXT, "the greatest"),
                    required("about", TEXT, "half a sentence: `connections one replica may hold`")));

    static final Shape TEST = new Shape(
            "tests",
            "A case that shows what the rule reports, or that it stays quiet.",
            List.of(
                    required("name", TEXT, "what is tried, unique in the rule"),
                    required(
                            "go",
                            TEXT,
                            "the code; `// want \"regexp\"` marks a report, lines `-- path/file.go --` begin files"),
                    optional("suggests", TEXT, "the exact replacement of the first suggestion"),
                    optional("fixed", TEXT, "the whole text after all fixes"),
                    optional("params", new Named(new Any()), "values that differ from the standard ones"),
                    optional("version", TEXT, "the `go` line of the module"),
                    optional("hot_paths", new Texts(), "functions to be taken for hot, as in the configuration")));

    /** A rule file as a whole. */
    public static final Shape RULE = new Shape(
            "rule",
            "A rule: one file, named after the id.",
            List.of(
                    required("id", TEXT, "lower-case words joined by hyphens, the name of the file"),
                    required(
                            "severity",
                            new Word(Stream.of(Severity.values())
                                    .map(Severity::word)
                                    .toList()),
                            "how grave it is"),
                    optional(
                            "scope",
                            new Word(Stream.of(Scope.values()).map(Scope::word).toList()),
                            "`service` where the rule judges a whole service rather than a place"),
                    required("title", TEXT, "a few words without a full stop"),
                    required("message", TEXT, "a sentence or two about the place, `${name}` and `$NAME` filled in"),
                    required("why", TEXT, "for the reader who asks; Markdown"),
                    optional("docs", TEXT, "a page that can be trusted, beginning with `https://`"),
                    optional("go", TEXT, "the versions it is about, such as `\">=1.19\"` or `\"<1.23\"`"),
                    optional("params", new Named(new Shape.Nested(PARAM)), "settings, by name"),
                    optional("imports", new Named(TEXT), "what a qualifier means, whatever a file calls the package"),
                    optional("find", new ListOf(FIND), "what to report, as patterns"),
                    optional("check", TEXT, "instead of `find`, a check written in Java; for Headroom's own rules"),
                    optional(
                            "variants",
                            new Named(new Shape.Nested(VARIANT)),
                            "texts for the cases of a check, by name"),
                    optional("fixes", new Named(new Shape.Nested(FIX)), "code that a check proposes, by name"),
                    required("tests", new ListOf(TEST), "at least one that reports and one that stays quiet")));

    private RuleShapes() {}
}
