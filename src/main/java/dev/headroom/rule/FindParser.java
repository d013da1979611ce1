package dev.headroom.rule;

import dev.headroom.golang.pattern.Pattern;
import dev.headroom.golang.pattern.PatternException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one entry of {@code find}. */
final class FindParser {
    private final YamlMap yaml;
    private final Map<String, String> imports;
    private final FixParser fixes;

    FindParser(YamlMap yaml, Map<String, String> imports, FixParser fixes) {
        this.yaml = yaml;
        this.imports = imports;
        this.fixes = fixes;
    }

    Optional<Find> find() {
        yaml.only(RuleShapes.FIND);
        yaml.required("match");
        Optional<Pattern> match = yaml.scalar("match").flatMap(this::pattern);
        Map<String, Find.TypeName> where = where(match);
        Map<String, String> with = yaml.texts("with");
        List<Find.Unless> unless = unless();
        Optional<Find.At> fix = yaml.map("fix").flatMap(written -> fix(written, match));
        return match.map(pattern -> new Find(pattern, report(pattern), where, with, unless, fix));
    }

    private Optional<Pattern> pattern(YamlValue.Scalar written) {
        if (written.text().isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(written.text(), imports));
        } catch (PatternException e) {
            yaml.problem(written, "\"" + written.path() + "\": " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<String> report(Pattern match) {
        Optional<YamlValue.Scalar> written = yaml.scalar("report");
        Optional<String> name = written.map(YamlValue.Scalar::text)
                .filter(text -> text.startsWith("$"))
                .map(text -> text.substring(1));
        if (written.isPresent() && name.filter(match.variables()::contains).isEmpty()) {
            yaml.problem(
                    written.get(),
                    "\"" + written.get().path() + "\" is \"" + written.get().text()
                            + "\", but must be a metavariable that the pattern binds, such as $DB.");
        }
        return name;
    }

    private Map<String, Find.TypeName> where(Optional<Pattern> match) {
        Map<String, Find.TypeName> types = new HashMap<>();
        Optional<YamlMap> where = yaml.map("where");
        where.ifPresent(map -> map.keys().forEach(key -> {
            YamlValue at = map.value(key).orElseThrow();
            String text = map.text(key).orElse("");
            String qualifier = text.substring(0, Math.max(0, text.indexOf('.')));
            if (!key.startsWith("$")
                    || match.stream().anyMatch(pattern -> !pattern.variables().contains(key.substring(1)))) {
                map.problem(at, "\"" + at.path() + "\" is about \"" + key + "\", which the pattern does not bind.");
            } else if (!imports.containsKey(qualifier)) {
                map.problem(
                        at,
                        "\"" + at.path() + "\" must be a type such as sql.DB, its package listed in \"imports\", not \""
                                + text + "\".");
            } else {
                types.put(
                        key.substring(1),
                        new Find.TypeName(imports.get(qualifier), text.substring(qualifier.length() + 1)));
            }
        }));
        return types;
    }

    /** One excuse, or a list of several. */
    private List<Find.Unless> unless() {
        boolean several = yaml.value("unless").orElse(null) instanceof YamlValue.Sequence;
        List<YamlMap> maps =
                several ? yaml.maps("unless") : yaml.map("unless").stream().toList();
        return maps.stream().map(this::unless).toList();
    }

    private Find.Unless unless(YamlMap unless) {
        unless.only(RuleShapes.UNLESS);
        List<String> words = Stream.of(Find.Scope.values())
                .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                .toList();
        String in = unless.text("in").orElse("function");
        Find.Scope scope = Find.Scope.FUNCTION;
        if (words.contains(in)) {
            scope = Find.Scope.valueOf(in.toUpperCase(Locale.ROOT));
        } else {
            unless.problem(
                    unless.value("in").orElse(unless),
                    "\"" + unless.path() + ".in\" is \"" + in + "\", but must be one of " + String.join(", ", words)
                            + NearestName.hint(in, words));
        }
        List<Pattern> patterns = new ArrayList<>();
        unless.scalars("any").forEach(written -> pattern(written).ifPresent(patterns::add));
        if (unless.value("any").isEmpty()) {
            unless.problem(unless, "The key \"" + unless.path() + ".any\" is missing.");
        }
        return new Find.Unless(scope, patterns);
    }

    private Optional<Find.At> fix(YamlMap fix, Optional<Pattern> match) {
        fix.only(RuleShapes.FIND_FIX);
        List<Find.Placement> given = Stream.of(Find.Placement.values())
                .filter(placement -> fix.value(word(placement)).isPresent())
                .toList();
        if (given.size() != 1) {
            fix.problem(fix, "\"" + fix.path() + "\" needs exactly one of after, before, replace and fields.");
            return Optional.empty();
        }
        Find.Placement placement = given.getFirst();
        Optional<Pattern> at = fix.scalar("at").flatMap(this::pattern);
        boolean oneNode = placement == Find.Placement.REPLACE || placement == Find.Placement.FIELDS;
        if (oneNode && at.or(() -> match).filter(Pattern::run).isPresent()) {
            fix.problem(
                    fix,
                    "\"" + fix.path() + "." + word(placement)
                            + "\" takes the place of one expression or statement, but the pattern is a run of several.");
        }
        return Optional.of(new Find.At(fixes.template(fix, word(placement)), placement, at));
    }

    private static String word(Find.Placement placement) {
        return placement.name().toLowerCase(Locale.ROOT);
    }
}
