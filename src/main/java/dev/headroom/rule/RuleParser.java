package dev.headroom.rule;

import dev.headroom.golang.module.Paths;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A reader of rule files that collects everything wrong with a file before it gives up on it. */
final class RuleParser {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern IMPORT_PATH = Pattern.compile("[\\w.~-]+(/[\\w.~-]+)*");

    private final String file;
    private final YamlMap yaml;
    private final boolean checksAllowed;
    private final String digest;

    private final Optional<List<RuleTest>> knownTests;

    private RuleParser(
            String file, YamlMap yaml, boolean checksAllowed, String digest, Optional<List<RuleTest>> knownTests) {
        this.digest = digest;
        this.knownTests = knownTests;
        this.file = file;
        this.yaml = yaml;
        this.checksAllowed = checksAllowed;
    }

    /**
     * Reads one file.
     *
     * @param checksAllowed whether the rule may name a check written in Java
     * @param problems is given whatever is wrong
     * @return empty where anything was
     */
    static Optional<Rule> parse(String file, byte[] content, boolean checksAllowed, Collection<Problem> problems) {
        int before = problems.size();
        return YamlReader.read(file, content, problems)
                .map(yaml -> new RuleParser(file, yaml, checksAllowed, digest(content), Optional.empty()).rule())
                .filter(rule -> problems.size() == before);
    }

    /** Reads a file that comes with Headroom, but for its tests, which the build has looked at. */
    static Optional<Rule> parseBuiltin(String file, byte[] content, Collection<Problem> problems) {
        byte[] head = TestsOnDemand.before(content);
        if (head.length == content.length) {
            return parse(file, content, true, problems);
        }
        int before = problems.size();
        Optional<List<RuleTest>> tests = Optional.of(new TestsOnDemand(file, content));
        return YamlReader.read(file, head, problems)
                .map(yaml -> new RuleParser(file, yaml, true, digest(content), tests).rule())
                .filter(rule -> problems.size() == before);
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private Rule rule() {
        yaml.only(RuleShapes.RULE);
        Map<String, Param> params = new LinkedHashMap<>();
        yaml.map("params").ifPresent(map -> params.putAll(ParamParser.parse(map)));
        Map<String, String> imports = imports(yaml);
        Optional<String> check = check();
        FixParser fixes = new FixParser(imports);
        Rule rule = new Rule(
                id(),
                severity(),
                scope(),
                new RuleText(Template.of(yaml.required("title")), Template.of(yaml.required("message"))),
                yaml.required("why").strip(),
                docs(),
                params,
                imports,
                check,
                yaml.maps("find").stream()
                        .flatMap(find -> new FindParser(find, imports, fixes).find().stream())
                        .toList(),
                variants(),
                named("fixes", fixes::parse),
                goRange(),
                knownTests.orElseGet(() -> List.copyOf(new RuleTestParser(params).parse(yaml))),
                file,
                digest);
        shape(rule);
        new RuleNames(rule, yaml).verify();
        return rule;
    }

    private String id() {
        String id = yaml.required("id");
        YamlValue at = yaml.value("id").orElse(yaml);
        String name = Paths.last(file).replaceFirst("\\.ya?ml$", "");
        if (!id.isBlank() && !ID.matcher(id).matches()) {
            yaml.problem(at, "The id \"" + id + "\" must be lower-case words joined by hyphens.");
        } else if (!id.isBlank() && !id.equals(name)) {
            yaml.problem(at, "The id \"" + id + "\" must be the name of its file, which is \"" + name + "\".");
        }
        return id;
    }

    private Severity severity() {
        String word = yaml.required("severity");
        for (Severity severity : Severity.values()) {
            if (severity.word().equals(word)) {
                return severity;
            }
        }
        if (!word.isBlank()) {
            yaml.problem(
                    yaml.value("severity").orElse(yaml),
                    "The severity \"" + word + "\" must be blocker, warning or hint.");
        }
        return Severity.HINT;
    }

    private Scope scope() {
        Optional<YamlValue.Scalar> word = yaml.scalar("scope");
        for (Scope scope : Scope.values()) {
            if (word.isEmpty() || scope.word().equals(word.get().text())) {
                return scope;
            }
        }
        yaml.problem(word.get(), "The scope \"" + word.get().text() + "\" must be site or service.");
        return Scope.SITE;
    }

    private Optional<String> docs() {
        Optional<YamlValue.Scalar> docs = yaml.scalar("docs");
        docs.filter(value -> !value.text().startsWith("https://"))
                .ifPresent(value -> yaml.problem(value, "\"docs\" must be an address that begins with https://."));
        return docs.map(YamlValue.Scalar::text);
    }

    private Optional<GoRange> goRange() {
        Optional<YamlValue.Scalar> written = yaml.scalar("go");
        Optional<GoRange> range = written.flatMap(value -> GoRange.parse(value.text()));
        if (written.isPresent() && range.isEmpty()) {
            yaml.problem(
                    written.get(),
                    "\"go\" must be a version range such as \">=1.19\" or \"<1.23\", not \""
                            + written.get().text() + "\".");
        }
        return range;
    }

    private Optional<String> check() {
        Optional<YamlValue.Scalar> check = yaml.scalar("check");
        if (check.isPresent() && !checksAllowed) {
            yaml.problem(
                    check.get(),
                    "\"check\" names a part of Headroom written in Java, which a rule from outside cannot have: use \"find\" with patterns.");
        }
        return check.map(YamlValue.Scalar::text);
    }

    private void shape(Rule rule) {
        if (rule.check().isEmpty() && yaml.value("find").isEmpty()) {
            yaml.problem(yaml, "The rule needs \"find\" with patterns or the name of a \"check\".");
        } else if (rule.check().isPresent() && yaml.value("find").isPresent()) {
            yaml.problem(
                    yaml.value("find").orElseThrow(),
                    "The rule has a \"check\", so it must not have \"find\" as well.");
        }
        if (rule.check().isEmpty()) {
            for (String key : List.of("variants", "fixes")) {
                yaml.value(key)
                        .ifPresent(value ->
                                yaml.problem(value, "\"" + key + "\" belongs to rules that have a \"check\"."));
            }
        }
    }

    private Map<String, RuleText> variants() {
        return named("variants", variant -> {
            variant.only(RuleShapes.VARIANT);
            return new RuleText(
                    Template.of(variant.text("title")
                            .orElseGet(() -> yaml.text("title").orElse(""))),
                    Template.of(variant.text("message")
                            .orElseGet(() -> yaml.text("message").orElse(""))));
        });
    }

    private <T> Map<String, T> named(String key, Function<YamlMap, T> read) {
        Map<String, T> values = new HashMap<>();
        yaml.map(key)
                .ifPresent(map -> map.keys()
                        .forEach(name -> map.map(name).ifPresent(value -> values.put(name, read.apply(value)))));
        return Map.copyOf(values);
    }

    /** The {@code imports} of a rule or fix. */
    static Map<String, String> imports(YamlMap yaml) {
        Map<String, String> imports = yaml.texts("imports");
        imports.forEach((name, path) -> {
            YamlValue at = yaml.map("imports").flatMap(map -> map.value(name)).orElse(yaml);
            if (!IMPORT_PATH.matcher(path).matches()) {
                yaml.problem(at, "\"" + at.path() + "\" must be an import path, not \"" + path + "\".");
            }
            if (!name.matches("[A-Za-z_]\\w*")) {
                yaml.problem(at, "\"" + name + "\" is no name that Go code can use for a package.");
            }
        });
        return imports;
    }
}
