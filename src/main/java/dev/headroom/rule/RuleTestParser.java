package dev.headroom.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the {@code tests} of a rule. */
final class RuleTestParser {
    private static final Pattern WANT = Pattern.compile("//\\s*want\\s+[\"`]");

    private final Map<String, Param> params;

    RuleTestParser(Map<String, Param> params) {
        this.params = params;
    }

    List<RuleTest> parse(YamlMap rule) {
        List<RuleTest> tests = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (YamlMap yaml : rule.maps("tests")) {
            RuleTest test = test(yaml);
            if (!names.add(test.name())) {
                yaml.problem(yaml, "There are two tests named \"" + test.name() + "\".");
            }
            tests.add(test);
        }
        boolean reports = tests.stream().anyMatch(RuleTestParser::wants);
        boolean quiet = tests.stream().anyMatch(test -> !wants(test));
        if (!reports || !quiet) {
            YamlValue at = rule.value("tests").orElse(rule);
            rule.problem(
                    at,
                    tests.isEmpty()
                            ? "The rule has no \"tests\"."
                            : reports
                                    ? "The rule has no near miss: a test without // want, which must stay quiet."
                                    : "The rule has no test that marks a report with // want \"regexp\".");
        }
        return tests;
    }

    private static boolean wants(RuleTest test) {
        return WANT.matcher(test.go()).find();
    }

    private static boolean hotPath(String path, YamlMap yaml) {
        int mark = path.indexOf('#');
        if (mark <= 0 || mark != path.lastIndexOf('#') || mark == path.length() - 1) {
            yaml.problem(
                    yaml, "\"" + path + "\" must be a path and a function parted by #, such as \"main.go#Store.*\".");
            return false;
        }
        return true;
    }

    private RuleTest test(YamlMap yaml) {
        yaml.only(RuleShapes.TEST);
        Map<String, Object> values = new HashMap<>();
        yaml.map("params")
                .ifPresent(map -> map.keys().forEach(name -> {
                    YamlValue value = map.value(name).orElseThrow();
                    Param param = params.get(name);
                    if (param == null) {
                        map.problem(
                                value,
                                "The rule has no parameter \"" + name + "\"" + NearestName.hint(name, params.keySet()));
                    } else {
                        ParamParser.value(param, value, map).ifPresent(read -> values.put(name, read));
                    }
                }));
        return new RuleTest(
                yaml.required("name"),
                yaml.required("go"),
                yaml.text("suggests"),
                yaml.text("fixed"),
                values,
                yaml.text("version"),
                yaml.scalars("hot_paths").stream()
                        .map(YamlValue.Scalar::text)
                        .filter(path -> hotPath(path, yaml))
                        .toList(),
                yaml.line());
    }
}
