package dev.headroom.analysis.check.service;

import dev.headroom.analysis.check.TestSupport;
import dev.headroom.golang.Program;
import dev.headroom.golang.module.GoMod;
import dev.headroom.golang.module.ImportPath;
import dev.headroom.golang.types.GoFile;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells which packages from outside a program imports; code that serves tests does not count. */
final class Libraries {
    private record Files(List<GoFile> files) {
        static Files of(Program program) {
            return new Files(program.files().stream()
                    .filter(file -> !TestSupport.servesTests(file))
                    .toList());
        }
    }

    private Libraries() {}

    /** The files of the program that are part of the service. */
    static Stream<GoFile> files(Program program) {
        return program.once(Files.class, Files::of).files().stream();
    }

    /** Whether a file imports one of the packages, or one below it; paths are those without major version. */
    static boolean imported(Program program, List<String> canonicalPaths) {
        return files(program)
                .flatMap(file -> file.canonicalImports().stream())
                .anyMatch(path -> ImportPath.within(canonicalPaths, path));
    }

    /** Whether a file imports a package of another module whose last name matches; the standard library is no module. */
    static boolean foreign(Program program, Pattern lastName) {
        String own = program.module().map(GoMod::path).orElse("");
        return files(program)
                .flatMap(file -> file.canonicalImports().stream())
                .filter(path -> path.contains(".")
                        && !path.startsWith("github.com/prometheus/")
                        && (own.isEmpty() || !ImportPath.within(List.of(own), path)))
                .anyMatch(path -> lastName.matcher(path.substring(path.lastIndexOf('/') + 1))
                        .matches());
    }
}
