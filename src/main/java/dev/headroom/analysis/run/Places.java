package dev.headroom.analysis.run;

import dev.headroom.analysis.finding.Place;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import java.nio.charset.StandardCharsets;

/** Places of nodes, their columns counted as people count them. */
final class Places {
    private Places() {}

    static Place of(GoFile file, Node node) {
        return new Place(
                file.path(),
                node.start(),
                node.end(),
                node.startLine(),
                column(file.content(), node.start()),
                node.endLine(),
                column(file.content(), node.end()));
    }

    /** 1-based, in code points. */
    private static int column(byte[] content, int offset) {
        int start = offset;
        while (start > 0 && content[start - 1] != '\n') {
            start--;
        }
        String before = new String(content, start, offset - start, StandardCharsets.UTF_8);
        return before.codePointCount(0, before.length()) + 1;
    }
}
