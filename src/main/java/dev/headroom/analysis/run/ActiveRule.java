package dev.headroom.analysis.run;

import dev.headroom.analysis.check.Check;
import dev.headroom.config.RepositoryConfig.RuleOverride;
import dev.headroom.golang.Program;
import dev.headroom.golang.module.GoMod;
import dev.headroom.rule.GoRange;
import dev.headroom.rule.Param;
import dev.headroom.rule.Rule;
import dev.headroom.rule.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule as a repository wants it: severity, parameters and places as configured. */
public record ActiveRule(
        Rule rule, Check check, Severity severity, Map<String, Object> params, List<PathGlob> exclude) {

    public static ActiveRule of(Rule rule, Check check, RuleOverride override) {
        Map<String, Object> params = new HashMap<>();
        for (Param param : rule.params().values()) {
            params.put(param.name(), value(param, override.params().get(param.name())));
        }
        return new ActiveRule(
                rule,
                check,
                override.severity().orElse(rule.severity()),
                Map.copyOf(params),
                override.exclude().stream().map(PathGlob::new).toList());
    }

    private static Object value(Param param, @Nullable Object configured) {
        if (configured == null) {
            return param.standard();
        }
        return param.standard().getClass().isInstance(configured) ? configured : param.read(configured);
    }

    public boolean excludes(String path) {
        return exclude.stream().anyMatch(glob -> glob.matches(path));
    }

    /** Whether the rule is about the version of Go that the program is written in. */
    boolean speaksOf(Program program) {
        if (rule.go().isEmpty()) {
            return true;
        }
        GoRange range = rule.go().get();
        boolean known = program.module()
                .map(GoMod::goVersion)
                .filter(version -> !version.isEmpty())
                .isPresent();
        boolean reached = program.module().stream().anyMatch(module -> module.atLeast(range.major(), range.minor()));
        return range.from() ? !known || reached : known && !reached;
    }
}
