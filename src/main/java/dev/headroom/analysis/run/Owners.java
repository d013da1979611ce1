package dev.headroom.analysis.run;

import dev.headroom.golang.ProgramOutline;
import dev.headroom.golang.module.Paths;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells which program a place belongs to where several contain it. */
public final class Owners {
    private final Map<String, ProgramOutline> owners = new HashMap<>();

    public Owners(List<ProgramOutline> programs) {
        for (ProgramOutline program : programs) {
            program.files()
                    .forEach(file ->
                            owners.merge(file.path(), program, (one, other) -> closer(file.path(), one, other)));
        }
    }

    private static ProgramOutline closer(String path, ProgramOutline one, ProgramOutline other) {
        return Comparator.comparingInt((ProgramOutline program) -> below(program.root(), path))
                                .compare(one, other)
                        >= 0
                ? one
                : other;
    }

    /** How long the folder is in which a program has a file; -1 where the file lies elsewhere. */
    private static int below(String root, String path) {
        return Paths.within(root, path) ? root.length() : -1;
    }

    public ProgramOutline of(String path) {
        return owners.get(path);
    }

    /**
     * What a fingerprint says of a place's home: the service it lies in, or the folder of a shared package, since which
     * services import that may change.
     *
     * @param root the service's folder
     */
    public static String home(String service, String root, String path) {
        return Paths.within(root, path) ? service : Paths.folder(path);
    }
}
