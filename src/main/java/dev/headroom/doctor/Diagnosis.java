package dev.headroom.doctor;

/**
 * What was found of one thing that has to be right.
 *
 * @param subject a word or two: {@code webhook}
 * @param sentence what was found
 * @param advice what to do, one sentence; empty when there is nothing to do
 */
public record Diagnosis(String subject, Verdict verdict, String sentence, String advice) {

    /** Whether it is as it should be. */
    public enum Verdict {
        OK,
        WRONG,
        /** It could not be found out, or there is nothing to judge yet. */
        UNKNOWN
    }

    public static Diagnosis ok(String subject, String sentence) {
        return new Diagnosis(subject, Verdict.OK, sentence, "");
    }

    public static Diagnosis wrong(String subject, String sentence, String advice) {
        return new Diagnosis(subject, Verdict.WRONG, sentence, advice);
    }

    public static Diagnosis unknown(String subject, String sentence, String advice) {
        return new Diagnosis(subject, Verdict.UNKNOWN, sentence, advice);
    }
}
