package dev.headroom.analysis.check.service;

import dev.headroom.analysis.check.TestSupport;
import dev.headroom.golang.Program;
import dev.headroom.golang.module.ImportPath;
import dev.headroom.golang.types.GoFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells which packages from outside a program imports; code that serves tests does not count. */
final class Libraries {
    private Libraries() {}

    /** The files of the program that are part of the service. */
    static Stream<GoFile> files(Program program) {
        return program.files().stream().filter(file -> !TestSupport.servesTests(file));
    }

    /** A file that imports one of the packages, or one below it; paths are those without major version. */
    static Optional<GoFile> importing(Program program, List<String> canonicalPaths) {
        return files(program).filter(file -> imports(file, canonicalPaths)).findFirst();
    }

    static boolean imported(Program program, List<String> canonicalPaths) {
        return importing(program, canonicalPaths).isPresent();
    }

    private static boolean imports(GoFile file, List<String> canonicalPaths) {
        return file.importPaths().stream()
                .map(ImportPath::canonical)
                .anyMatch(path ->
                        canonicalPaths.stream().anyMatch(known -> path.equals(known) || path.startsWith(known + "/")));
    }
}
