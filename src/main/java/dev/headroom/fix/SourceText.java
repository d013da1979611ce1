package dev.headroom.fix;

import java.nio.charset.StandardCharsets;

/** The bytes of a file, read by lines. Offsets are 0-based and in bytes. */
final class SourceText {
    private final byte[] content;

    SourceText(byte[] content) {
        this.content = content;
    }

    String slice(int start, int end) {
        return new String(content, start, end - start, StandardCharsets.UTF_8);
    }

    int length() {
        return content.length;
    }

    /** The offset of the first byte of the line that an offset lies in. */
    int lineStart(int offset) {
        int at = offset;
        while (at > 0 && content[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    /** The offset of the line feed that ends the line of an offset, or the file's length. */
    int lineEnd(int offset) {
        int at = offset;
        while (at < content.length && content[at] != '\n') {
            at++;
        }
        return at;
    }

    /** The line of an offset without its line feed; empty where there is none. */
    String line(int offset) {
        return offset < 0 || offset >= content.length ? "" : slice(lineStart(offset), lineEnd(offset));
    }

    /** 1-based. */
    int lineOf(int offset) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            if (content[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    /** The white space that the line of an offset begins with. */
    String indentation(int offset) {
        int start = lineStart(offset);
        int end = start;
        while (end < content.length && (content[end] == '\t' || content[end] == ' ')) {
            end++;
        }
        return slice(start, end);
    }

    /** Whether nothing but white space stands before the offset on its line. */
    boolean beginsLine(int offset) {
        return slice(lineStart(offset), offset).isBlank();
    }

    /** Whether nothing but white space or a line comment stands behind the offset on its line. */
    boolean endsLine(int offset) {
        String rest = slice(offset, lineEnd(offset)).strip();
        return rest.isEmpty() || rest.startsWith("//");
    }

    /** Whether a comment stands behind the offset on its line, so that gofmt aligns it with those of lines around. */
    boolean commentBehind(int offset) {
        String rest = slice(offset, lineEnd(offset));
        return rest.contains("//") || rest.contains("/*");
    }

    /** Whether the line of an offset has nothing but white space. */
    boolean lineIsBlank(int offset) {
        return slice(lineStart(offset), lineEnd(offset)).isBlank();
    }

    boolean hasCarriageReturn() {
        for (byte b : content) {
            if (b == '\r') {
                return true;
            }
        }
        return false;
    }

    boolean endsWithLineFeed() {
        return content.length > 0 && content[content.length - 1] == '\n';
    }
}
