package dev.headroom.demo.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A GraphQL document of one operation, read with its variables filled in and {@code @include} and {@code @skip} obeyed.
 *
 * <p>What the <a href="https://spec.graphql.org/October2021/#sec-Language">language</a> has beyond operations, fields,
 * arguments, fragments and those two directives is not read.
 */
record GraphQlDocument(String kind, String name, List<Selection> selections, Map<String, Fragment> fragments) {

    /** What is asked of an object. */
    sealed interface Selection {}

    record Field(String alias, String name, Map<String, JsonNode> arguments, List<Selection> selections)
            implements Selection {}

    /** A named fragment's use. */
    record Spread(String fragment) implements Selection {}

    /** A fragment in place. */
    record Inline(Optional<String> type, List<Selection> selections) implements Selection {}

    /** A fragment's definition. */
    record Fragment(String type, List<Selection> selections) {}

    /** Reads a document; throws {@link IllegalArgumentException} where it is none. */
    static GraphQlDocument read(String text, JsonNode variables) {
        return new Reader(text, variables).document();
    }

    private static final class Reader {
        private static final Pattern TOKEN =
                Pattern.compile("[\\s,\\uFEFF]+|#[^\\n]*|(?<token>\\.\\.\\.|[!$()\\[\\]{}:=@|&]|[A-Za-z_][A-Za-z0-9_]*"
                        + "|-?[0-9]+|\"(?:[^\"\\\\\\n]|\\\\.)*\")");

        private final List<String> tokens = new ArrayList<>();
        private final JsonNode variables;
        private int at;

        Reader(String text, JsonNode variables) {
            this.variables = variables;
            Matcher matcher = TOKEN.matcher(text);
            int end = 0;
            while (matcher.find() && matcher.start() == end) {
                end = matcher.end();
                if (matcher.group("token") != null) {
                    tokens.add(matcher.group("token"));
                }
            }
            if (end != text.length()) {
                throw new IllegalArgumentException("Unexpected character at offset " + end);
            }
        }

        GraphQlDocument document() {
            String kind = "query";
            String name = "";
            List<Selection> selections = List.of();
            Map<String, Fragment> fragments = new HashMap<>();
            while (at < tokens.size()) {
                if (accept("fragment")) {
                    String fragment = next();
                    expect("on");
                    fragments.put(fragment, new Fragment(next(), selections()));
                } else {
                    if (!peek().equals("{")) {
                        kind = next();
                        name = peek().equals("{") || peek().equals("(") ? "" : next();
                        skipVariableDefinitions();
                    }
                    selections = selections();
                }
            }
            return new GraphQlDocument(kind, name, selections, fragments);
        }

        private void skipVariableDefinitions() {
            if (accept("(")) {
                while (!accept(")")) {
                    next();
                }
            }
        }

        private List<Selection> selections() {
            List<Selection> selections = new ArrayList<>();
            expect("{");
            while (!accept("}")) {
                if (!accept("...")) {
                    field().ifPresent(selections::add);
                } else if (accept("on")) {
                    selections.add(new Inline(Optional.of(next()), selections()));
                } else if (peek().equals("{")) {
                    selections.add(new Inline(Optional.empty(), selections()));
                } else {
                    selections.add(new Spread(next()));
                }
            }
            return selections;
        }

        /** A field; empty where a directive leaves it out. */
        private Optional<Field> field() {
            String alias = next();
            String name = accept(":") ? next() : alias;
            Map<String, JsonNode> arguments = arguments();
            boolean wanted = true;
            while (accept("@")) {
                String directive = next();
                boolean condition = arguments()
                        .getOrDefault("if", MissingNode.getInstance())
                        .asBoolean();
                wanted &= directive.equals("include") ? condition : !condition;
            }
            List<Selection> selections = at < tokens.size() && peek().equals("{") ? selections() : List.of();
            return wanted ? Optional.of(new Field(alias, name, arguments, selections)) : Optional.empty();
        }

        private Map<String, JsonNode> arguments() {
            Map<String, JsonNode> arguments = new HashMap<>();
            if (accept("(")) {
                while (!accept(")")) {
                    String name = next();
                    expect(":");
                    arguments.put(name, value());
                }
            }
            return arguments;
        }

        private JsonNode value() {
            String token = next();
            return switch (token) {
                case "$" -> variable(next());
                case "{" -> object();
                case "[" -> array();
                case "true", "false" -> JsonNodeFactory.instance.booleanNode(token.equals("true"));
                case "null" -> NullNode.getInstance();
                default -> scalar(token);
            };
        }

        private JsonNode variable(String name) {
            JsonNode variable = variables.path(name);
            return variable.isMissingNode() ? NullNode.getInstance() : variable;
        }

        private JsonNode object() {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            while (!accept("}")) {
                String name = next();
                expect(":");
                object.set(name, value());
            }
            return object;
        }

        private JsonNode array() {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            while (!accept("]")) {
                array.add(value());
            }
            return array;
        }

        /** A string, a whole number, or the name of an enum's value. */
        private static JsonNode scalar(String token) {
            JsonNodeFactory json = JsonNodeFactory.instance;
            if (token.startsWith("\"")) {
                return json.textNode(token.substring(1, token.length() - 1).replace("\\\"", "\""));
            }
            return token.matches("-?[0-9]+") ? json.numberNode(Long.parseLong(token)) : json.textNode(token);
        }

        private String peek() {
            if (at == tokens.size()) {
                throw new IllegalArgumentException("The document ends too early");
            }
            return tokens.get(at);
        }

        private String next() {
            String token = peek();
            at++;
            return token;
        }

        private boolean accept(String token) {
            boolean there = at < tokens.size() && tokens.get(at).equals(token);
            at += there ? 1 : 0;
            return there;
        }

        private void expect(String token) {
            if (!accept(token)) {
                throw new IllegalArgumentException("Expected " + token + " but found " + peek());
            }
        }
    }
}
