package dev.headroom.golang.profile;

import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Function;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Functions by the names that Go's compiler and linker give them, recognised in source code: {@code pkg.F},
 * {@code pkg.(*T).M}, the literals {@code pkg.F.func1} and {@code pkg.F.func1.2}, generic ones {@code pkg.F[...]}.
 */
public final class HotSymbols {
    private static final Pattern TYPE_ARGUMENTS = Pattern.compile("\\[[^\\[\\]]*]");
    private static final Pattern WRITTEN_FOR_THE_RUNTIME = Pattern.compile("\\.(gowrap|deferwrap)\\d+");
    private static final Pattern ENDING = Pattern.compile("-(fm|range\\d+)(?=\\.|$)");
    private static final Pattern INLINED = Pattern.compile("\\w+\\.(\\w+\\.func\\d+(\\.\\d+)*)");
    private static final Set<String> FUNCTIONS = Set.of("function_declaration", "method_declaration", "func_literal");

    private final Set<String> names = new HashSet<>();

    /** @param symbols as in a profile */
    public HotSymbols(Collection<String> symbols) {
        symbols.forEach(this::add);
    }

    private void add(String symbol) {
        if (WRITTEN_FOR_THE_RUNTIME.matcher(symbol).find()) {
            return;
        }
        int slash = symbol.lastIndexOf('/');
        int dot = symbol.indexOf('.', slash + 1);
        if (dot < 0) {
            return;
        }
        String path = unescaped(symbol.substring(0, dot));
        String name = symbol.substring(dot + 1);
        // Type arguments may have type arguments themselves; the innermost go first.
        while (TYPE_ARGUMENTS.matcher(name).find()) {
            name = TYPE_ARGUMENTS.matcher(name).replaceAll("");
        }
        name = ENDING.matcher(name.replace("(*", "").replace(")", "")).replaceAll("");
        names.add(path + "." + name);
        // A literal of a function that was inlined into another goes by both names, and looks like that of a method.
        Matcher inlined = INLINED.matcher(name);
        if (inlined.matches()) {
            names.add(path + "." + inlined.group(1));
        }
    }

    /** The last element of an import path is written with dots and control characters as {@code %2e}. */
    private static String unescaped(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    /** Whether a place is in one of the functions, or in a literal that stands in one of them. */
    public boolean contain(Node place, Program program) {
        for (Optional<Node> node = Optional.of(place);
                node.isPresent();
                node = node.get().parent()) {
            if (FUNCTIONS.contains(node.get().kind())
                    && names.contains(symbol(node.get(), program).orElse(""))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> symbol(Node function, Program program) {
        if (!function.kind().equals("func_literal")) {
            Function declared = program.types().functionOf(function);
            String path = declared.file().packageName().equals("main") ? "main" : declared.packagePath();
            return Optional.of(path + "." + declared.symbol());
        }
        Optional<Node> outer = Statements.function(function);
        return outer.flatMap(around -> symbol(around, program)
                .map(name ->
                        name + (around.kind().equals("func_literal") ? "." : ".func") + position(function, around)));
    }

    /** Literals are numbered from 1 in the order of the source, in each function or literal anew. */
    private static int position(Node literal, Node outer) {
        int position = 0;
        for (Node node : outer.descendants()) {
            if (node.kind().equals("func_literal")
                    && !node.equals(outer)
                    && Statements.function(node).equals(Optional.of(outer))) {
                position++;
            }
            if (node.equals(literal)) {
                break;
            }
        }
        return position;
    }
}
