package dev.headroom.cli.tree;

import dev.headroom.cli.terminal.WrongUsage;
import dev.headroom.rule.Problem;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.RuleLoadException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rules that a command works with: those that come along, those of the repository, and those of a folder given. */
public final class RuleFolders {
    /** Where a repository keeps rules of its own. */
    public static final String IN_REPOSITORY = ".github/headroom/rules";

    private RuleFolders() {}

    /** @throws WrongUsage where a rule is wrong or the folder given is not there */
    public static RuleCatalogue load(Path root, @Nullable Path given) {
        RuleCatalogue rules = RuleCatalogue.builtin();
        Path own = root.resolve(IN_REPOSITORY);
        if (Files.isDirectory(own)) {
            rules = with(rules, own);
        }
        return given == null ? rules : with(rules, given);
    }

    /** As {@link #load}, with the repository's own rules as files that are at hand. */
    public static RuleCatalogue load(Map<String, byte[]> own, @Nullable Path given) {
        RuleCatalogue rules = loaded(() -> RuleCatalogue.builtin().with(RuleCatalogue.load(own)));
        return given == null ? rules : with(rules, given);
    }

    /** Whether a path of the repository is that of a rule of its own. */
    static boolean holds(String path) {
        return path.startsWith(IN_REPOSITORY + "/") && (path.endsWith(".yaml") || path.endsWith(".yml"));
    }

    /** The rules of a folder alone. */
    public static RuleCatalogue of(Path folder) {
        return loaded(() -> RuleCatalogue.load(folder));
    }

    private static RuleCatalogue with(RuleCatalogue rules, Path folder) {
        return loaded(() -> rules.with(RuleCatalogue.load(folder)));
    }

    private static RuleCatalogue loaded(Supplier<RuleCatalogue> loading) {
        try {
            return loading.get();
        } catch (RuleLoadException e) {
            throw new WrongUsage(first(e.problems()));
        }
    }

    /** The first problem, and how many more there are. */
    static String first(List<Problem> problems) {
        String first = problems.getFirst().toString();
        return problems.size() == 1 ? first : first + " (and " + (problems.size() - 1) + " more)";
    }
}
