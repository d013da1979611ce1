package dev.headroom.analysis.run;

import dev.headroom.golang.Program;
import dev.headroom.golang.profile.HotSymbols;
import dev.headroom.golang.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The functions of a program that take much of its time: its profile shows them, or the configuration names them. */
public final class HotFunctions {
    private static final Set<String> FUNCTIONS = Set.of("function_declaration", "method_declaration");

    private final Program program;
    private final List<HotSymbols> profiled;
    private final List<Named> named;

    /** Functions that the configuration names: by the paths of their files, by their symbols. */
    private record Named(PathGlob path, PathGlob symbol) {

        static Named of(String hotPath) {
            int mark = hotPath.indexOf('#');
            return new Named(new PathGlob(hotPath.substring(0, mark)), new PathGlob(hotPath.substring(mark + 1)));
        }
    }

    /**
     * @param profiled by the profiles of its main packages
     * @param hotPaths globs of paths and of symbols such as {@code Handler.Get}, parted by {@code #}
     */
    public HotFunctions(Program program, List<HotSymbols> profiled, List<String> hotPaths) {
        this.program = program;
        this.profiled = profiled;
        this.named = new ArrayList<>();
        hotPaths.forEach(hotPath -> named.add(Named.of(hotPath)));
    }

    /** Whether a place is in one of them; a function literal is part of the function it stands in. */
    boolean contain(Node place) {
        Node declaration = Enclosing.declaration(place);
        boolean named = FUNCTIONS.contains(declaration.kind()) && isNamed(declaration);
        return named || profiled.stream().anyMatch(symbols -> symbols.contain(place, program));
    }

    private boolean isNamed(Node declaration) {
        if (named.isEmpty()) {
            return false;
        }
        String path = program.fileOf(declaration).path();
        String symbol = program.symbolOf(declaration);
        return named.stream()
                .anyMatch(each -> each.path().matches(path) && each.symbol().matches(symbol));
    }
}
