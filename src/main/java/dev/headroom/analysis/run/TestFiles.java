package dev.headroom.analysis.run;

import dev.headroom.golang.Program;
import dev.headroom.golang.TestFile;
import dev.headroom.golang.module.Paths;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.golang.types.GoPackage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tests among the files of an analysis, looked at when a rule asks for them. For use by any number of threads. */
public final class TestFiles {
    private final Collection<SourceFile> files;
    private @Nullable Map<String, List<TestFile>> byFolder;

    public TestFiles(Collection<SourceFile> files) {
        this.files = files;
    }

    /** The tests in the folders of a program's packages and below its own. */
    List<TestFile> of(Program program) {
        List<String> folders =
                program.packages().stream().map(GoPackage::folder).toList();
        List<TestFile> tests = new ArrayList<>();
        byFolder().forEach((folder, each) -> {
            if (folders.contains(folder) || Paths.within(program.root(), folder)) {
                tests.addAll(each);
            }
        });
        return tests;
    }

    private synchronized Map<String, List<TestFile>> byFolder() {
        if (byFolder == null) {
            byFolder = files.stream()
                    .filter(file -> file.path().endsWith("_test.go"))
                    .map(TestFile::read)
                    .collect(Collectors.groupingBy(
                            file -> Paths.folder(file.path()), TreeMap::new, Collectors.toList()));
        }
        return byFolder;
    }
}
