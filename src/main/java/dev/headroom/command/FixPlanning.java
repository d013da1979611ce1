package dev.headroom.command;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.trial.FixPlan;
import dev.headroom.review.examination.ReviewSubject;
import java.util.function.Predicate;

/** Plans the safe fixes of findings, each tried first, without writing anything. */
@FunctionalInterface
public interface FixPlanning {

    /**
     * The plan.
     *
     * @param subject the files, what was said of them, and by which configuration and rules
     * @param wanted the findings that are to be fixed
     */
    FixPlan plan(ReviewSubject subject, Predicate<Finding> wanted);
}
