package dev.headroom.golang;

import dev.headroom.golang.calls.CallGraph;
import dev.headroom.golang.flow.ValueFlow;
import dev.headroom.golang.module.GoMod;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoPackage;
import dev.headroom.golang.types.NameResolution;
import dev.headroom.golang.types.Packages;
import dev.headroom.golang.types.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All the Go code that is analysed as one: a service (a main package with the packages of its module that it imports, or
 * a configured folder), or a library's packages. Not for use by several threads at once.
 */
public final class Program {
    private final ProgramOutline outline;
    private final List<GoPackage> members;
    private final List<GoFile> files;
    private final Packages packages;
    private final Types types;
    private final Map<Class<?>, Object> found = new HashMap<>();
    private @Nullable Set<String> imported;
    private @Nullable CallGraph calls;
    private @Nullable ValueFlow flow;

    Program(ProgramOutline outline, List<GoPackage> members, Packages packages) {
        this.outline = outline;
        this.members = members;
        this.files = members.stream().flatMap(pkg -> pkg.files().stream()).toList();
        this.packages = packages;
        this.types = new Types(packages);
    }

    /** The name people use for it, unique in its workspace. */
    public String name() {
        return outline.name();
    }

    /** The folder, relative to the repository's root; empty for the root itself. */
    public String root() {
        return outline.root();
    }

    /** Whether it is a service, not a library: rules about a whole service apply. */
    public boolean service() {
        return outline.service();
    }

    /** The module its folder belongs to, with the version of the language. */
    public Optional<GoMod> module() {
        return outline.module();
    }

    public List<GoPackage> packages() {
        return members;
    }

    /** Whether code of the program that could not be read, because it does not parse, says one of these names. */
    public boolean unreadSays(Collection<String> names) {
        return members.stream().anyMatch(pkg -> pkg.unreadSays(names));
    }

    public List<GoFile> files() {
        return files;
    }

    /** What names and expressions are. */
    public Types types() {
        return types;
    }

    /** Who calls whom. */
    public CallGraph calls() {
        if (calls == null) {
            calls = new CallGraph(members, types);
        }
        return calls;
    }

    /** Where values come from and get to. */
    public ValueFlow flow() {
        if (flow == null) {
            flow = new ValueFlow(members, types, calls());
        }
        return flow;
    }

    /** What is found out about a whole program by one class for others: looked for once. */
    public <T> T once(Class<T> what, Function<Program, T> search) {
        T known = what.cast(found.get(what));
        if (known == null) {
            known = search.apply(this);
            found.put(what, known);
        }
        return known;
    }

    /** The file that a node belongs to. */
    public GoFile fileOf(Node node) {
        return packages.fileOf(node);
    }

    /** Whether one of the files imports a package; the path is the one without major version. */
    public boolean importsAny(Set<String> canonicalPaths) {
        if (imported == null) {
            imported = new HashSet<>();
            files.forEach(file -> imported.addAll(file.canonicalImports()));
        }
        return canonicalPaths.stream().anyMatch(imported::contains);
    }

    /** The enclosing declaration as people write it: {@code Store.Open}, {@code main}; empty at package level. */
    public String symbolOf(Node node) {
        return NameResolution.topLevel(node)
                .map(declaration -> switch (declaration.kind()) {
                    case "function_declaration", "method_declaration" ->
                        types.functionOf(declaration).symbol();
                    case "type_declaration" ->
                        declaration.namedChildren().stream()
                                .filter(spec -> spec.start() <= node.start() && node.end() <= spec.end())
                                .findFirst()
                                .flatMap(spec -> spec.field("name"))
                                .map(Node::text)
                                .orElse("");
                    default -> "";
                })
                .orElse("");
    }

    @Override
    public String toString() {
        return outline.name();
    }
}
