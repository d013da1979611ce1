package dev.headroom.analysis.run;

import dev.headroom.golang.Program;
import dev.headroom.golang.pattern.Effort;
import dev.headroom.golang.types.GoFile;

/**
 * What a rule of patterns may cost in one program: in steps, which grow with the code, so that a rule that looks at
 * everything a few times is far from its end and one that tries everything with everything soon there.
 */
final class PatternBudget {
    private final Effort program;
    private final long stepsPerFile;
    private final long stepsPerByte;

    private PatternBudget(Effort program, long stepsPerFile, long stepsPerByte) {
        this.program = program;
        this.stepsPerFile = stepsPerFile;
        this.stepsPerByte = stepsPerByte;
    }

    /** For a rule of Headroom itself: a file that takes more is no code that anybody reads. */
    static PatternBudget ofOwnRule() {
        return new PatternBudget(Effort.of(Long.MAX_VALUE), 50_000_000, 0);
    }

    /** For a rule of a stranger, which need not mean well. */
    static PatternBudget ofForeignRule(Program program) {
        long bytes = program.files().stream().mapToLong(PatternBudget::bytes).sum();
        return new PatternBudget(Effort.of(2_000_000 + 20 * bytes), 500_000, 50);
    }

    /** What may be spent on a file. */
    Effort file(GoFile file) {
        return program.part(stepsPerFile + stepsPerByte * bytes(file));
    }

    /** Whether nothing is left for any file. */
    boolean spent() {
        return program.spent();
    }

    private static long bytes(GoFile file) {
        return file.root().end();
    }
}
