package dev.headroom.fix;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The application of fixes to a file's bytes. */
public final class FixApplier {
    private static final Comparator<TextEdit> IN_ORDER =
            Comparator.comparingInt(TextEdit::startByte).thenComparingInt(TextEdit::endByte);

    private FixApplier() {}

    /**
     * The result of applying fixes to one file.
     *
     * @param applied those that went in, whole
     * @param left those that overlap one that went in: apply again after the next analysis
     */
    public record Applied(byte[] content, List<Fix> applied, List<Fix> left) {}

    /** Applies the edits that the fixes have in a file, the first of two that overlap; equal imports go in once. */
    public static Applied apply(String path, byte[] content, List<Fix> fixes) {
        FixBatch batch = new FixBatch();
        List<Fix> applied = new ArrayList<>();
        List<Fix> left = new ArrayList<>();
        for (Fix fix : fixes) {
            List<TextEdit> edits = fix.edits().stream()
                    .filter(edit -> edit.path().equals(path))
                    .toList();
            (batch.add(edits) ? applied : left).add(fix);
        }
        byte[] changed = batch.apply(any -> content).getOrDefault(path, content);
        return new Applied(changed, List.copyOf(applied), List.copyOf(left));
    }

    /**
     * Replaces ranges of bytes.
     *
     * @throws IllegalArgumentException when edits overlap or lie outside of the content
     */
    public static byte[] replace(byte[] content, Collection<TextEdit> edits) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 256);
        int at = 0;
        for (TextEdit edit : edits.stream().sorted(IN_ORDER).toList()) {
            if (edit.startByte() < at || edit.endByte() < edit.startByte() || edit.endByte() > content.length) {
                throw new IllegalArgumentException(
                        "the edit at byte " + edit.startByte() + " of " + edit.path() + " overlaps another");
            }
            out.write(content, at, edit.startByte() - at);
            out.writeBytes(edit.replacement().getBytes(StandardCharsets.UTF_8));
            at = edit.endByte();
        }
        out.write(content, at, content.length - at);
        return out.toByteArray();
    }
}
