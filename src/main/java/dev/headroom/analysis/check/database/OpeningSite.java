package dev.headroom.analysis.check.database;

import dev.headroom.analysis.check.Code;
import dev.headroom.golang.Program;
import dev.headroom.golang.cfg.EndlessCalls;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a local variable receives a database handle, so that settings can follow.
 *
 * @param opening the assignment or declaration
 * @param last the statement behind which the handle is good: the check of the error where there is one
 * @param name the variable that holds the handle
 * @param error the check of the error; empty where the error is dropped or there is none
 */
record OpeningSite(Node opening, Node last, String name, Optional<ErrorCheck> error) {

    /**
     * The {@code if err != nil} behind an opening.
     *
     * @param name the variable that holds the error
     * @param block what is done about it, braces included, moved to the left margin
     */
    record ErrorCheck(String name, String block) {}

    /** Finds the site of a call; empty where the handle is not simply assigned, or its error not simply checked. */
    static Optional<OpeningSite> of(Node call, Program program) {
        GoFile file = program.fileOf(call);
        Optional<Node> statement = Code.statement(call)
                .filter(found -> found.kind().equals("short_var_declaration")
                        || found.kind().equals("assignment_statement"));
        if (statement.isEmpty()) {
            return Optional.empty();
        }
        Node opening = statement.get();
        List<Node> left = opening.field("left").map(Node::namedChildren).orElse(List.of());
        boolean received = opening.field("right")
                .map(Node::namedChildren)
                .filter(right -> right.size() == 1 && right.getFirst().equals(call))
                .isPresent();
        if (!received || left.isEmpty() || left.getFirst().text().equals("_")) {
            return Optional.empty();
        }
        String name = left.getFirst().text();
        if (left.size() < 2 || left.get(1).text().equals("_")) {
            return Optional.of(new OpeningSite(opening, opening, name, Optional.empty()));
        }
        String error = left.get(1).text();
        return errorCheck(opening, error)
                .filter(check -> leaves(check, program))
                .map(check ->
                        new OpeningSite(opening, check, name, Optional.of(new ErrorCheck(error, block(check, file)))));
    }

    /** A name for a new variable that the file does not use yet. */
    static String unused(GoFile file, List<String> candidates) {
        String text = new String(file.content(), StandardCharsets.UTF_8);
        return candidates.stream()
                .filter(candidate -> !text.contains(candidate))
                .findFirst()
                .orElse(candidates.getFirst() + "2");
    }

    private static Optional<Node> errorCheck(Node statement, String error) {
        List<Node> siblings = statement.parent().map(Node::namedChildren).orElse(List.of());
        int next = siblings.indexOf(statement) + 1;
        return next > 0 && next < siblings.size()
                ? Optional.of(siblings.get(next))
                        .filter(check -> check.kind().equals("if_statement"))
                        .filter(check -> check.field("alternative").isEmpty())
                        .filter(check -> check.field("condition")
                                .filter(condition -> condition.text().equals(error + " != nil"))
                                .isPresent())
                : Optional.empty();
    }

    /** Whether control gets behind a check without an error only: what is said or tried anew leaves the handle nil. */
    private static boolean leaves(Node check, Program program) {
        return check.field("consequence")
                .flatMap(block -> block.namedChildren().stream().findFirst())
                .map(Node::namedChildren)
                .filter(statements -> !statements.isEmpty())
                .map(List::getLast)
                .filter(last -> switch (last.kind()) {
                    case "return_statement", "continue_statement", "break_statement", "goto_statement" -> true;
                    case "expression_statement" ->
                        new EndlessCalls(program.types())
                                .test(last.namedChildren().getFirst());
                    default -> false;
                })
                .isPresent();
    }

    private static String block(Node check, GoFile file) {
        String text = check.field("consequence").map(Node::text).orElse("{}");
        String indentation = indentation(check, file.content());
        return text.lines()
                .map(line -> line.startsWith(indentation) ? line.substring(indentation.length()) : line)
                .collect(Collectors.joining("\n"));
    }

    private static String indentation(Node node, byte[] content) {
        int start = node.start();
        while (start > 0 && content[start - 1] == '\t') {
            start--;
        }
        return new String(content, start, node.start() - start, StandardCharsets.UTF_8);
    }
}
