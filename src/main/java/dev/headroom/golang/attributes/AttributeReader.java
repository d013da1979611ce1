package dev.headroom.golang.attributes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one {@code .gitattributes}; of its lines, those about whose code a file is. Others' files are bounded. */
final class AttributeReader {
    private static final int MAX_BYTES = 512 << 10;
    private static final int MAX_LINE = 2048;
    private static final int MAX_LINES = 500;
    private static final String MACRO = "[attr]";
    private static final Set<String> KNOWN = Set.of(GitAttributes.GENERATED, GitAttributes.VENDORED);

    private final boolean top;
    private final Map<String, Map<String, Boolean>> macros;

    /**
     * @param top whether it is the file at the repository's root, which alone may define macros
     * @param macros what was defined, by name
     */
    AttributeReader(boolean top, Map<String, Map<String, Boolean>> macros) {
        this.top = top;
        this.macros = macros;
    }

    List<AttributeLine> read(byte[] content) {
        List<AttributeLine> lines = new ArrayList<>();
        if (content.length > MAX_BYTES) {
            return lines;
        }
        for (String written : new String(content, StandardCharsets.UTF_8).split("\\R")) {
            String line = written.replace("\ufeff", "").strip();
            if (!line.isEmpty() && !line.startsWith("#") && line.length() <= MAX_LINE && lines.size() < MAX_LINES) {
                read(line, lines);
            }
        }
        return lines;
    }

    private void read(String line, List<AttributeLine> lines) {
        int end = line.startsWith("\"") ? quoteEnd(line) : blank(line);
        if (end < 0) {
            return;
        }
        String first = line.startsWith("\"") ? unquoted(line.substring(1, end - 1)) : line.substring(0, end);
        Map<String, Optional<Boolean>> values =
                values(line.substring(end).strip().split("\\s+"));
        if (first.startsWith(MACRO)) {
            Map<String, Boolean> given = new HashMap<>();
            values.forEach((name, value) -> value.ifPresent(set -> given.put(name, set)));
            if (top) {
                macros.put(first.substring(MACRO.length()), given);
            }
        } else if (!values.isEmpty()) {
            PathPattern.of(first).ifPresent(pattern -> lines.add(new AttributeLine(pattern, values)));
        }
    }

    private static int blank(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (Character.isWhitespace(line.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static int quoteEnd(String line) {
        for (int i = 1; i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == '"') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Quotes are those of C: a backslash ahead of a quote or backslash. */
    private static String unquoted(String text) {
        return text.replace("\\\"", "\"").replace("\\\\", "\\");
    }

    /** {@code name} sets, {@code -name} and {@code name=false} deny, {@code !name} takes back. */
    private Map<String, Optional<Boolean>> values(String[] attributes) {
        Map<String, Optional<Boolean>> values = new HashMap<>();
        for (String attribute : attributes) {
            boolean takenBack = attribute.startsWith("!");
            boolean denied = attribute.startsWith("-");
            int equals = attribute.indexOf('=');
            String name = attribute.substring(
                    takenBack || denied ? 1 : 0, equals < 0 || takenBack || denied ? attribute.length() : equals);
            if (KNOWN.contains(name)) {
                boolean set = !denied && !attribute.endsWith("=false");
                values.put(name, takenBack ? Optional.empty() : Optional.of(set));
            } else if (!takenBack && !denied && macros.containsKey(name)) {
                macros.get(name).forEach((each, value) -> values.put(each, Optional.of(value)));
            }
        }
        return values;
    }
}
