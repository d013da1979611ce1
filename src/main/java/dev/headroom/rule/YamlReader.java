package dev.headroom.rule;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * A reader of YAML that strangers may have written: size, depth and number of values are bounded, aliases are refused,
 * a key given twice is a mistake, and nothing is guessed from the look of a value.
 */
public final class YamlReader {
    private static final int MAX_BYTES = 256 << 10;

    private final String file;
    private final Collection<Problem> problems;

    private YamlReader(String file, Collection<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * Reads a file whose top is a mapping.
     *
     * @param file its name in problems
     * @param problems is given whatever is wrong
     * @return empty where the file is no such mapping; a file without content is an empty one
     */
    public static Optional<YamlMap> read(String file, byte[] content, Collection<Problem> problems) {
        return new YamlReader(file, problems).read(content);
    }

    void problem(YamlValue at, String sentence) {
        problem(at.line(), sentence);
    }

    private void problem(int line, String sentence) {
        problems.add(new Problem(file, line, sentence));
    }

    private Optional<YamlMap> read(byte[] content) {
        if (content.length > MAX_BYTES) {
            problem(1, "The file is larger than " + (MAX_BYTES >> 10) + " KiB.");
            return Optional.empty();
        }
        String text = new String(content, StandardCharsets.UTF_8);
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(MAX_BYTES)
                .setAllowDuplicateKeys(true)
                .build();
        try {
            BoundedEvents events = new BoundedEvents(new ParserImpl(settings, new StreamReader(settings, text)));
            Optional<Node> top = new Composer(settings, events).getSingleNode();
            if (top.isEmpty()) {
                return Optional.of(new YamlMap(1, "", Map.of(), this));
            }
            if (convert(top.get(), "") instanceof YamlMap map) {
                return Optional.of(map);
            }
            problem(line(top.get().getStartMark()), "The file must hold keys with values, such as \"key: value\".");
        } catch (BoundedEvents.Beyond e) {
            problem(line(e.mark()), e.getMessage());
        } catch (MarkedYamlEngineException e) {
            problem(line(e.getProblemMark()), "The YAML cannot be read: " + explained(e.getProblem()) + ".");
        } catch (YamlEngineException e) {
            problem(1, "The YAML cannot be read: " + oneLine(e.getMessage()) + ".");
        }
        return Optional.empty();
    }

    private YamlValue convert(Node node, String path) {
        int line = line(node.getStartMark());
        return switch (node) {
            case ScalarNode scalar -> {
                boolean quoted = scalar.getScalarStyle() != ScalarStyle.PLAIN;
                String text = scalar.getValue();
                boolean none = !quoted && (text.equals("null") || text.equals("~"));
                yield new YamlValue.Scalar(line, path, none ? "" : text, quoted);
            }
            case SequenceNode sequence -> {
                List<YamlValue> values = new ArrayList<>();
                for (Node value : sequence.getValue()) {
                    values.add(convert(value, path + "[" + values.size() + "]"));
                }
                yield new YamlValue.Sequence(line, path, values);
            }
            case MappingNode mapping -> mapping(mapping, line, path);
            default -> throw new IllegalStateException("no YAML node: " + node.getNodeType());
        };
    }

    private YamlMap mapping(MappingNode mapping, int line, String path) {
        Map<String, YamlValue> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int keyLine = line(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                problem(keyLine, "A key" + (path.isEmpty() ? "" : " in \"" + path + "\"") + " must be a text.");
                continue;
            }
            String key = scalar.getValue();
            String childPath = path.isEmpty() ? key : path + "." + key;
            YamlValue value = at(keyLine, convert(tuple.getValueNode(), childPath));
            if (values.putIfAbsent(key, value) != null) {
                problem(keyLine, "The key \"" + childPath + "\" is given twice.");
            }
        }
        return new YamlMap(line, path, values, this);
    }

    /** A value is found at its key: block texts begin on the line behind it. */
    private YamlValue at(int line, YamlValue value) {
        return switch (value) {
            case YamlValue.Scalar(int ignored, String path, String text, boolean quoted) ->
                new YamlValue.Scalar(line, path, text, quoted);
            case YamlValue.Sequence(int ignored, String path, List<YamlValue> values) ->
                new YamlValue.Sequence(line, path, values);
            case YamlMap map -> map.at(line);
        };
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(0) + 1;
    }

    private static String explained(String problem) {
        return problem.startsWith("mapping values")
                ? "a text with a colon in it must stand in quotes or as a block below \"|\""
                : oneLine(problem);
    }

    private static String oneLine(String message) {
        return message.lines().findFirst().orElse("").strip();
    }
}
