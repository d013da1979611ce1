package dev.headroom.analysis;

import dev.headroom.golang.Program;
import dev.headroom.golang.types.GoFile;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells which program a place belongs to where several contain it. */
final class Owners {
    private final Map<GoFile, Program> owners = new HashMap<>();

    Owners(List<Program> programs) {
        for (Program program : programs) {
            program.files().forEach(file -> owners.merge(file, program, (one, other) -> closer(file, one, other)));
        }
    }

    private static Program closer(GoFile file, Program one, Program other) {
        return Comparator.comparingInt((Program program) -> below(program, file))
                                .compare(one, other)
                        >= 0
                ? one
                : other;
    }

    /** How long the folder is in which the program has the file; -1 where the file lies elsewhere. */
    private static int below(Program program, GoFile file) {
        String root = program.root();
        boolean below = root.isEmpty() || file.path().startsWith(root + "/");
        return below ? root.length() : -1;
    }

    Program of(GoFile file) {
        return owners.get(file);
    }

    /** The report of the program that the place belongs to; else the one made first. */
    ReportDraft closer(ReportDraft first, ReportDraft second) {
        Program owner = of(first.run().program().fileOf(first.at()));
        return second.run().program() == owner ? second : first;
    }

    /**
     * What a fingerprint says of a place's home: the service it lies in, or the folder of a shared package, since which
     * services import that may change.
     */
    String home(Program program, GoFile file) {
        return below(program, file) >= 0
                ? program.name()
                : file.path().substring(0, Math.max(0, file.path().lastIndexOf('/')));
    }
}
