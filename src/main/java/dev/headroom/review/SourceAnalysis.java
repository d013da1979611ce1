package dev.headroom.review;

import dev.headroom.analysis.Analysis;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.SourceFile;
import java.util.List;

/** The rules in force, applied to source code. */
@FunctionalInterface
public interface SourceAnalysis {

    /** Judges Go files, with the go.mod files that belong to them. */
    Analysis analyse(List<SourceFile> files, RepositoryConfig config);
}
