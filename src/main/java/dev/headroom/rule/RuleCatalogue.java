package dev.headroom.rule;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules in force, in the order of their ids. */
public final class RuleCatalogue {
    private static final String FOLDER = "rules";
    private static final int MAX_FILES = 1_000;

    /** Immutable, so it is of no matter if two threads read it at once. */
    private static @Nullable RuleCatalogue builtin;

    private final SortedMap<String, Rule> rules;

    private RuleCatalogue(Map<String, Rule> rules) {
        this.rules = Collections.unmodifiableSortedMap(new TreeMap<>(rules));
    }

    /** A catalogue of rules that are at hand. */
    public static RuleCatalogue of(Rule... rules) {
        Map<String, Rule> byId = new LinkedHashMap<>();
        Stream.of(rules).forEach(rule -> byId.put(rule.id(), rule));
        return new RuleCatalogue(byId);
    }

    /**
     * The rules that come with Headroom, read once for the process.
     *
     * @throws RuleLoadException where one of them is wrong
     */
    public static synchronized RuleCatalogue builtin() {
        if (builtin == null) {
            builtin = parse(BuiltinRules.files(), RuleParser::parseBuiltin);
        }
        return builtin;
    }

    /**
     * The rules of a folder and of those below it, from outside of Headroom: patterns only.
     *
     * @throws RuleLoadException where one of them is wrong or the folder cannot be read
     */
    public static RuleCatalogue load(Path folder) {
        try {
            return parse(RuleFiles.below(folder), RuleCatalogue::foreign);
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new RuleLoadException(List.of(new Problem(folder.toString(), 1, "There is no such folder.")));
        } catch (IOException e) {
            throw new RuleLoadException(List.of(new Problem(folder.toString(), 1, "The folder cannot be read.")));
        }
    }

    /**
     * Rules of files that are at hand, from outside of Headroom: patterns only.
     *
     * @param files contents by path; {@code .yaml} and {@code .yml} are read
     * @throws RuleLoadException where one of them is wrong
     */
    public static RuleCatalogue load(Map<String, byte[]> files) {
        return parse(files, RuleCatalogue::foreign);
    }

    /**
     * This catalogue with further rules.
     *
     * @throws RuleLoadException where an id is taken already
     */
    public RuleCatalogue with(RuleCatalogue further) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Rule> all = new LinkedHashMap<>(rules);
        for (Rule rule : further.rules()) {
            Rule taken = all.putIfAbsent(rule.id(), rule);
            if (taken != null) {
                problems.add(duplicate(rule, taken));
            }
        }
        if (!problems.isEmpty()) {
            throw new RuleLoadException(problems);
        }
        return new RuleCatalogue(all);
    }

    public List<Rule> rules() {
        return List.copyOf(rules.values());
    }

    public Optional<Rule> rule(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    /** How one file is read; whatever is wrong is added to the problems. */
    private interface Reading {
        Optional<Rule> read(String file, byte[] content, List<Problem> problems);
    }

    private static Optional<Rule> foreign(String file, byte[] content, List<Problem> problems) {
        return RuleParser.parse(file, content, false, problems);
    }

    private static RuleCatalogue parse(Map<String, byte[]> files, Reading reading) {
        List<Problem> problems = new ArrayList<>();
        if (files.size() > MAX_FILES) {
            problems.add(new Problem(
                    FOLDER, 1, "There are " + files.size() + " rule files, more than the " + MAX_FILES + " allowed."));
            throw new RuleLoadException(problems);
        }
        Map<String, Rule> rules = new LinkedHashMap<>();
        new TreeMap<>(files)
                .forEach((file, content) -> reading.read(file, content, problems)
                        .ifPresent(rule -> {
                            Rule taken = rules.putIfAbsent(rule.id(), rule);
                            if (taken != null) {
                                problems.add(duplicate(rule, taken));
                            }
                        }));
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparing(Problem::file).thenComparingInt(Problem::line));
            throw new RuleLoadException(problems);
        }
        return new RuleCatalogue(rules);
    }

    private static Problem duplicate(Rule rule, Rule taken) {
        return new Problem(
                rule.file(),
                1,
                "The id \"" + rule.id() + "\" is taken already by " + taken.file() + ": choose another.");
    }
}
