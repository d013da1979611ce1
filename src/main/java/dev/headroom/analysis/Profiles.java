package dev.headroom.analysis;

import dev.headroom.analysis.finding.SkippedFile;
import dev.headroom.golang.Program;
import dev.headroom.golang.module.Paths;
import dev.headroom.golang.profile.CpuProfile;
import dev.headroom.golang.profile.HotSymbols;
import dev.headroom.golang.profile.UnreadableProfileException;
import dev.headroom.golang.syntax.SourceFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The profiles that lie beside main packages, read once, and those that cannot be read. */
final class Profiles {
    /** The share of the samples from which on a function counts as hot. */
    private static final double HOT = 0.01;

    private final Map<String, HotSymbols> byFolder = new HashMap<>();
    private final List<SkippedFile> skipped = new ArrayList<>();

    /** @param files of which those of the name that the go tool looks for are read */
    Profiles(Collection<SourceFile> files) {
        for (SourceFile file : files) {
            if (Paths.last(file.path()).equals(CpuProfile.FILE)) {
                try {
                    byFolder.put(
                            Paths.folder(file.path()),
                            new HotSymbols(CpuProfile.read(file.content()).seenIn(HOT)));
                } catch (UnreadableProfileException e) {
                    skipped.add(new SkippedFile(file.path(), e.reason()));
                }
            }
        }
    }

    /** The functions that a profile of one of the program's main packages shows to be hot. */
    List<HotSymbols> of(Program program) {
        return program.packages().stream()
                .filter(pkg -> pkg.name().equals("main"))
                .flatMap(pkg -> Optional.ofNullable(byFolder.get(pkg.folder())).stream())
                .toList();
    }

    /** Those that cannot be read. */
    List<SkippedFile> skipped() {
        return skipped;
    }
}
