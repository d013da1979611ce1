package dev.headroom.command;

import dev.headroom.analysis.Analysis;
import dev.headroom.analysis.Finding;
import dev.headroom.analysis.FixPlan;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.SourceFile;
import java.util.List;
import java.util.function.Predicate;

/** Plans the safe fixes of findings, each tried first, without writing anything. */
@FunctionalInterface
public interface FixPlanning {

    /**
     * The plan.
     *
     * @param analysis what was said of the files
     * @param wanted the findings that are to be fixed
     */
    FixPlan plan(List<SourceFile> files, Analysis analysis, Predicate<Finding> wanted, RepositoryConfig config);
}
