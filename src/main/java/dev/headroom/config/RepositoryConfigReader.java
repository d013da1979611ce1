package dev.headroom.config;

import dev.headroom.config.RepositoryConfig.BlockOn;
import dev.headroom.config.RepositoryConfig.ReviewPolicy;
import dev.headroom.config.RepositoryConfig.RuleOverride;
import dev.headroom.rule.NearestName;
import dev.headroom.rule.Param;
import dev.headroom.rule.Problem;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.Severity;
import dev.headroom.rule.YamlMap;
import dev.headroom.rule.YamlReader;
import dev.headroom.rule.YamlValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A strict reader of {@code .github/headroom.yml}: one reading finds everything that is wrong in the file. */
public final class RepositoryConfigReader {
    static final int MAX_COMMENTS = 30;
    private static final String OFF = "off";

    private final RuleCatalogue catalogue;

    /** @param catalogue the rules that the file may speak of */
    public RepositoryConfigReader(RuleCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Reads a configuration.
     *
     * @param file its name in problems, such as {@code .github/headroom.yml}
     */
    public ConfigReading read(String file, byte[] content) {
        return read(file, content, RepositoryConfig.defaults());
    }

    /**
     * Reads a configuration that lies over another: what it does not say, the other says. Of a rule, each of severity,
     * parameters and excluded paths counts by itself; lists are not joined.
     */
    public ConfigReading read(String file, byte[] content, RepositoryConfig below) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        RepositoryConfig config = YamlReader.read(file, content, problems)
                .map(map -> {
                    lines(map, lines);
                    return config(map, below);
                })
                .orElse(below);
        problems.sort(Comparator.comparingInt(Problem::line));
        return new ConfigReading(config, problems, lines);
    }

    private RepositoryConfig config(YamlMap map, RepositoryConfig below) {
        map.only(ConfigShapes.CONFIG);
        List<String> roots = map.map("services").map(this::roots).orElse(below.serviceRoots());
        Map<String, RuleOverride> rules = new HashMap<>(below.rules());
        map.map("rules")
                .ifPresent(overrides -> overrides
                        .keys()
                        .forEach(id -> override(overrides, id)
                                .ifPresent(override -> rules.merge(id, override, RuleOverride::under))));
        ReviewPolicy review = map.map("review")
                .map(section -> review(section, below.review()))
                .orElse(below.review());
        CampaignConfig campaign = map.map("campaign")
                .map(section -> new CampaignReader(section, catalogue).read(below.campaign()))
                .orElse(below.campaign());
        List<String> hotPaths = map.value("hot_paths").isPresent() ? hotPaths(map) : below.hotPaths();
        return new RepositoryConfig(roots, rules, review, hotPaths, campaign);
    }

    private List<String> roots(YamlMap services) {
        services.only(ConfigShapes.SERVICES);
        return ConfigValues.globs(services, "roots");
    }

    private Optional<RuleOverride> override(YamlMap overrides, String id) {
        YamlValue value = overrides.value(id).orElseThrow();
        Optional<Rule> rule = ConfigValues.rule(overrides, value, id, catalogue);
        if (rule.isEmpty()) {
            return Optional.empty();
        }
        return switch (value) {
            case YamlValue.Scalar scalar
            when scalar.text().equals(OFF) ->
                Optional.of(new RuleOverride(true, Optional.empty(), Map.of(), List.of()));
            case YamlMap map -> Optional.of(override(rule.get(), map));
            default -> {
                overrides.problem(
                        value, "\"" + value.path() + "\" must be off, or a mapping with severity, params or exclude.");
                yield Optional.empty();
            }
        };
    }

    private static RuleOverride override(Rule rule, YamlMap map) {
        map.only(ConfigShapes.OVERRIDE);
        Optional<Severity> severity = ConfigValues.word(map, "severity", Severity.class);
        Map<String, Object> params = new HashMap<>();
        map.map("params").ifPresent(given -> {
            for (String name : given.keys()) {
                YamlValue value = given.value(name).orElseThrow();
                param(rule, name, value, given).ifPresent(read -> params.put(name, read));
            }
        });
        return new RuleOverride(false, severity, params, ConfigValues.globs(map, "exclude"));
    }

    private static Optional<Object> param(Rule rule, String name, YamlValue value, YamlMap map) {
        Param param = rule.params().get(name);
        if (param == null) {
            String sentence = rule.params().isEmpty()
                    ? "The rule " + rule.id() + " has no parameters."
                    : "The rule " + rule.id() + " has no parameter \"" + name + "\""
                            + NearestName.hint(name, rule.params().keySet());
            map.problem(value, sentence);
            return Optional.empty();
        }
        try {
            return Optional.of(param.read(ConfigValues.raw(value)));
        } catch (IllegalArgumentException e) {
            map.problem(value, "The parameter " + e.getMessage());
            return Optional.empty();
        }
    }

    private static ReviewPolicy review(YamlMap map, ReviewPolicy standard) {
        map.only(ConfigShapes.REVIEW);
        return new ReviewPolicy(
                ConfigValues.word(map, "block_on", BlockOn.class).orElse(standard.blockOn()),
                map.flag("request_changes", standard.requestChanges()),
                ConfigValues.number(map, "max_comments", 0, MAX_COMMENTS).orElse(standard.maxComments()),
                map.flag("drafts", standard.drafts()));
    }

    private static List<String> hotPaths(YamlMap map) {
        List<String> hotPaths = new ArrayList<>();
        for (YamlValue.Scalar path : map.scalars("hot_paths")) {
            int mark = path.text().indexOf('#');
            boolean whole = mark > 0
                    && mark == path.text().lastIndexOf('#')
                    && mark < path.text().length() - 1;
            if (whole && ConfigValues.glob(map, path, path.text().substring(0, mark))) {
                hotPaths.add(path.text());
            } else if (!whole) {
                map.problem(
                        path,
                        "\"" + path.path()
                                + "\" must be a path and a function parted by #, such as \"services/*/**#Handler.*\".");
            }
        }
        return hotPaths;
    }

    private static void lines(YamlValue value, Map<String, Integer> lines) {
        lines.put(value.path(), value.line());
        switch (value) {
            case YamlMap map -> map.keys().forEach(key -> lines(map.value(key).orElseThrow(), lines));
            case YamlValue.Sequence sequence -> sequence.values().forEach(item -> lines(item, lines));
            case YamlValue.Scalar scalar -> {}
        }
    }
}
