package dev.headroom.rule;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The tests of a rule that comes with Headroom, read when somebody asks for them: they are most of its file, and no check
 * needs them.
 */
final class TestsOnDemand extends AbstractList<RuleTest> implements RandomAccess {
    private static final String KEY = "\ntests:\n";

    private final String file;
    private final byte[] content;

    /** Immutable, so it is of no matter if two threads read them at once. */
    private volatile @Nullable List<RuleTest> tests;

    TestsOnDemand(String file, byte[] content) {
        this.file = file;
        this.content = content;
    }

    /** The part of a rule's file before its tests; all of it where they are not the last that it says. */
    static byte[] before(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int key = text.indexOf(KEY);
        boolean last = key >= 0
                && text.substring(key + KEY.length()).lines().allMatch(line -> line.isEmpty() || line.charAt(0) == ' ');
        return last ? Arrays.copyOf(content, key + 1) : content;
    }

    private List<RuleTest> read() {
        List<RuleTest> known = tests;
        if (known == null) {
            List<Problem> problems = new ArrayList<>();
            known = RuleParser.parse(file, content, true, problems)
                    .map(Rule::tests)
                    .orElseThrow(() -> new RuleLoadException(problems));
            tests = known;
        }
        return known;
    }

    @Override
    public RuleTest get(int index) {
        return read().get(index);
    }

    @Override
    public int size() {
        return read().size();
    }
}
