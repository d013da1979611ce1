package dev.headroom.golang.pattern;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A piece of Go with holes in it: an expression, a run of statements, a declaration or a type.
 *
 * <p>{@code $DB} stands for one node and binds it; where it comes again, the code must be the same, spaces and comments
 * apart. {@code $_} stands for any one node, {@code $$$} for any number of arguments, parameters, statements, elements or
 * fields, none included. What a pattern leaves out must be absent: {@code if $C { $$$ }} has no else. The keyed fields of
 * a composite literal match in any order, and {@code $$$} among them allows more.
 *
 * <p>The qualifiers that are listed as imports match the package, under whatever name a file imports it, and never a
 * variable of that name. Where the listed path has a major version, each major version of the module matches, and so does
 * the place it moved from: {@code github.com/jackc/pgx/v5/pgxpool} includes {@code …/v4/pgxpool}. A path without a version
 * matches only itself.
 *
 * <p>Immutable and free for use by any number of threads.
 */
public final class Pattern {
    private final String source;
    private final List<PatternNode> roots;
    private final List<String> variables;
    private final Set<String> packages;

    private Pattern(String source, List<PatternNode> roots, List<String> variables, Set<String> packages) {
        this.source = source;
        this.roots = roots;
        this.variables = variables;
        this.packages = packages;
    }

    /**
     * Reads a pattern.
     *
     * @param imports import paths by the name that the pattern uses for the package
     * @throws PatternException where it is no Go, or says nothing
     */
    public static Pattern compile(String source, Map<String, String> imports) {
        PatternReading reading = PatternReading.of(PatternSource.of(source), source);
        PatternCompiler compiler = new PatternCompiler(reading.tree(), imports);
        List<PatternNode> roots = new ArrayList<>();
        reading.roots().forEach(root -> roots.add(compiler.compileRoot(root)));
        // At the ends of a run they would match whatever comes before and after: nothing that is asked for.
        while (!roots.isEmpty() && roots.getFirst() instanceof PatternNode.Rest) {
            roots.removeFirst();
        }
        while (!roots.isEmpty() && roots.getLast() instanceof PatternNode.Rest) {
            roots.removeLast();
        }
        if (roots.stream().allMatch(root -> root instanceof PatternNode.Variable || root instanceof PatternNode.Rest)) {
            throw new PatternException("The pattern " + source.strip() + " matches everything.");
        }
        return new Pattern(
                source.strip(), List.copyOf(roots), List.copyOf(compiler.variables()), Set.copyOf(compiler.packages()));
    }

    /** The text it was compiled from. */
    public String source() {
        return source;
    }

    /** The names of its metavariables without the dollar sign, in the order they first come. */
    public List<String> variables() {
        return variables;
    }

    /** The import paths of the packages that code must use to match. */
    public Set<String> packages() {
        return packages;
    }

    /** Whether it is a run of several statements. */
    public boolean run() {
        return roots.size() > 1;
    }

    /**
     * Every match in a node, itself included, in source order; each node begins at most one. Code inside of an
     * {@code ERROR} counts, so ask for {@link Node#broken()} before reporting.
     *
     * @param file the file that the node belongs to
     * @throws ParseRefusedException where looking takes more work than a file is worth
     */
    public List<Match> in(Node scope, GoFile file) {
        return new PatternSet(List.of(this)).in(scope, file);
    }

    /**
     * As {@link #in(Node, GoFile)}, where some metavariables are bound beforehand, by code of this file or another.
     *
     * @param bound nodes by the names of metavariables; names that the pattern lacks are ignored
     */
    public List<Match> in(Node scope, GoFile file, Map<String, Node> bound) {
        return new PatternSet(List.of(this)).in(scope, file, bound);
    }

    /**
     * As {@link #in(Node, GoFile, Map)}.
     *
     * @param effort what may be spent on it
     */
    public List<Match> in(Node scope, GoFile file, Map<String, Node> bound, Effort effort) {
        return new PatternSet(List.of(this)).in(scope, file, bound, effort);
    }

    List<PatternNode> roots() {
        return roots;
    }

    @Override
    public String toString() {
        return source;
    }
}
