package dev.headroom.analysis.run;

import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The comments of one file that silence rules, and which of them were of use. */
public final class Suppressions {
    private static final byte[] MARK = "headroom:ignore".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern COMMENT = Pattern.compile(
            "//(?<space>\\s*)headroom:ignore(?<file>-file)?(?:\\s+(?<rule>\\S+)(?:\\s+(?<reason>.*))?)?\\s*");
    private static final Set<String> DECLARATIONS = Set.of(
            "function_declaration",
            "method_declaration",
            "type_declaration",
            "type_spec",
            "type_alias",
            "var_declaration",
            "var_spec",
            "const_declaration",
            "const_spec",
            "field_declaration");

    /** Those of a file without any. */
    public static final Suppressions NONE = new Suppressions(List.of());

    private final List<Suppression> all;
    private final Set<Suppression> used = new HashSet<>();

    public Suppressions(List<Suppression> all) {
        this.all = all;
    }

    /** Reads the comments of a file. */
    static List<Suppression> in(GoFile file, Program program) {
        List<Suppression> found = new ArrayList<>();
        if (mentioned(file)) {
            Layout layout = Layout.of(file);
            for (Node comment : layout.comments()) {
                Matcher matcher = COMMENT.matcher(comment.text().stripTrailing());
                if (matcher.matches()) {
                    found.add(read(comment, matcher, layout, file, program));
                }
            }
        }
        return found;
    }

    private static boolean mentioned(GoFile file) {
        byte[] content = file.content();
        for (Node comment : file.nodes("comment")) {
            int at = comment.start() + 2;
            while (at < comment.end() && Character.isWhitespace(content[at])) {
                at++;
            }
            if (Arrays.equals(content, at, Math.min(at + MARK.length, comment.end()), MARK, 0, MARK.length)) {
                return true;
            }
        }
        return false;
    }

    private static Suppression read(Node comment, Matcher matcher, Layout layout, GoFile file, Program program) {
        String rule = Optional.ofNullable(matcher.group("rule")).orElse("");
        String reason = Optional.ofNullable(matcher.group("reason")).orElse("").strip();
        boolean spaced = !matcher.group("space").isEmpty();
        int first = 1;
        int last = Integer.MAX_VALUE;
        if (matcher.group("file") == null) {
            int line = comment.startLine();
            first = layout.codeLines().contains(line) ? line : layout.below(line);
            last = layout.declarationEnds().getOrDefault(first, first);
        }
        return new Suppression(
                Places.of(file, comment), program.symbolOf(comment), comment.text(), rule, reason, first, last, spaced);
    }

    /** The suppression in force for a rule at a line, which from now on counts as used. */
    public Optional<Suppression> of(String rule, int line) {
        Optional<Suppression> found =
                all.stream().filter(each -> each.covers(rule, line)).findFirst();
        found.ifPresent(used::add);
        return found;
    }

    public List<Suppression> all() {
        return all;
    }

    public boolean used(Suppression suppression) {
        return used.contains(suppression);
    }

    /**
     * Where the comments, the code and the declarations of a file lie, by 1-based lines.
     *
     * @param declarationEnds the last line of the declaration that begins at a line
     */
    private record Layout(
            List<Node> comments,
            Set<Integer> commentLines,
            Set<Integer> codeLines,
            Map<Integer, Integer> declarationEnds) {

        static Layout of(GoFile file) {
            Layout layout = new Layout(new ArrayList<>(), new HashSet<>(), new HashSet<>(), new HashMap<>());
            for (Node node : file.root().descendants()) {
                if (node.kind().equals("comment")) {
                    layout.comments.add(node);
                    for (int line = node.startLine(); line <= node.endLine(); line++) {
                        layout.commentLines.add(line);
                    }
                } else if (node.parent().isPresent()) {
                    layout.codeLines.add(node.startLine());
                    if (DECLARATIONS.contains(node.kind())) {
                        layout.declarationEnds.merge(node.startLine(), node.endLine(), Math::max);
                    }
                }
            }
            return layout;
        }

        /** The line that a comment on its own stands above; further comments in between do not count. */
        int below(int line) {
            int next = line + 1;
            while (commentLines.contains(next) && !codeLines.contains(next)) {
                next++;
            }
            return next;
        }
    }
}
