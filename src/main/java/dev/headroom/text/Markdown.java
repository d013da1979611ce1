package dev.headroom.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns foreign text into Markdown that shows it and does nothing else: no mention, link, reference, HTML or end of a
 * fence. All Markdown that is posted is made of these and of our own words.
 */
public final class Markdown {
    private static final int LONGEST_CODE = 200;
    private static final Pattern PUNCTUATION = Pattern.compile("[\\\\`*\\[\\]<>|~&$]|(?<!\\w)_|_(?!\\w)");
    private static final Pattern LINE_START = Pattern.compile("^(\\s*)([-+=#])");
    /** GitHub looks for these after it has rendered, so that a backslash does not stop it; an empty comment does. */
    private static final Pattern REFERENCE =
            Pattern.compile("(?i)@|#(?=\\d)|\\bGH(?=-\\d)|(?<=\\w):(?=//)|\\bwww(?=\\.)");

    private static final Pattern NUMBERED_LIST = Pattern.compile("^(\\s*\\d+)([.)])");
    private static final Pattern RUN_OF_BACKTICKS = Pattern.compile("`+");
    private static final Pattern WEB_ADDRESS =
            Pattern.compile("https://[A-Za-z0-9][^\\s<>\"'\\\\^`{}|()\\[\\]]{0,500}");
    /** A page of the GitHub that the App works for, which need not have a certificate. */
    private static final Pattern PAGE =
            Pattern.compile("https?" + WEB_ADDRESS.pattern().substring("https".length()));
    /** Control characters, and those that reverse the direction of what follows, except tab and line feed. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}&&[^\\t\\n]]|[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]");

    private Markdown() {}

    /** Text on one line, with what stands between a pair of backticks as code. */
    public static String text(String text, int longest) {
        String[] parts = line(shortened(text, longest)).split("`", -1);
        if (parts.length % 2 == 0) {
            return escaped(String.join("`", parts));
        }
        StringBuilder markdown = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            boolean code = i % 2 == 1 && !parts[i].isBlank();
            markdown.append(code ? code(parts[i]) : escaped(parts[i]));
        }
        return markdown.toString();
    }

    /**
     * Paragraphs and lists, whose items begin with a hyphen, each on one line: in comments GitHub breaks lines where the
     * text does.
     */
    public static String paragraphs(String text, int longest) {
        List<StringBuilder> lines = new ArrayList<>();
        boolean open = false;
        for (String line : shortened(text, longest).strip().split("\n", -1)) {
            String stripped = line.strip();
            boolean item = stripped.startsWith("- ");
            if (open && !item && !stripped.isEmpty()) {
                lines.getLast().append(' ').append(stripped);
            } else {
                lines.add(new StringBuilder(stripped));
            }
            open = !stripped.isEmpty();
        }
        return lines.stream()
                .map(line -> line.indexOf("- ") == 0
                        ? "- " + text(line.substring(2), longest)
                        : text(line.toString(), longest))
                .collect(Collectors.joining("\n"))
                .replaceAll("\n{3,}", "\n\n");
    }

    private static String escaped(String text) {
        String marked = PUNCTUATION.matcher(text).replaceAll("\\\\$0");
        marked = LINE_START.matcher(marked).replaceFirst("$1\\\\$2");
        marked = NUMBERED_LIST.matcher(marked).replaceFirst("$1\\\\$2");
        return REFERENCE.matcher(marked).replaceAll("$0<!-- -->");
    }

    /** A span of code. */
    public static String code(String text) {
        String line = line(shortened(text, LONGEST_CODE));
        String fence = "`".repeat(longestRun(line) + 1);
        if (line.isBlank()) {
            return fence + " " + fence;
        }
        boolean apart = line.startsWith("`") || line.endsWith("`");
        return apart ? fence + " " + line + " " + fence : fence + line + fence;
    }

    /** A commit by its first seven digits, as GitHub shows it. */
    public static String commit(String sha) {
        return code(shortSha(sha));
    }

    /** The first seven digits of a commit. */
    public static String shortSha(String sha) {
        return sha.substring(0, Math.min(7, sha.length()));
    }

    /** A span of code in a table, where GitHub looks for bars even inside of code. */
    public static String cell(String code) {
        return code(code).replace("|", "\\|");
    }

    /** A block of code, its text exactly. */
    public static String block(String info, String text) {
        String fence = "`".repeat(Math.max(3, longestRun(text) + 1));
        String end = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
        return fence + info + "\n" + text + end + fence;
    }

    /** A link to a web page; empty where the address is none. */
    public static Optional<String> link(String label, String address) {
        return WEB_ADDRESS.matcher(address).matches()
                ? Optional.of("[" + escaped(line(label)) + "](" + address + ")")
                : Optional.empty();
    }

    /** Code that links to a web page; the code alone where the address is none. For tables too. */
    public static String codeLink(String code, String address) {
        return PAGE.matcher(address).matches() ? "[" + cell(code) + "](" + address + ")" : cell(code);
    }

    /** A part that is closed until it is clicked. */
    public static String details(String summary, String body) {
        return "<details><summary>" + summary + "</summary>\n\n" + body.strip() + "\n\n</details>";
    }

    /** As many items as there is room for, one a line, and how many more there are. */
    public static <T> String list(Collection<T> items, int mostBytes, Function<T, String> item) {
        StringBuilder list = new StringBuilder();
        int shown = 0;
        int room = mostBytes;
        for (T one : items) {
            String line = "- " + item.apply(one) + "\n";
            room -= bytes(line);
            if (room < 0) {
                break;
            }
            list.append(line);
            shown++;
        }
        if (shown < items.size()) {
            list.append("- and ").append(items.size() - shown).append(" more\n");
        }
        return list.toString().stripTrailing();
    }

    /** The length that GitHub's limits are compared with, the careful reading of them. */
    public static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Plain text for where GitHub renders nothing: titles and annotations. */
    public static String plain(String text, int longest) {
        return INVISIBLE.matcher(shortened(text, longest)).replaceAll("");
    }

    private static String line(String text) {
        return INVISIBLE.matcher(text).replaceAll("").replaceAll("\\s+", " ").strip();
    }

    private static String shortened(String text, int longest) {
        int count = text.codePointCount(0, text.length());
        return count <= longest ? text : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }

    private static int longestRun(String text) {
        Matcher run = RUN_OF_BACKTICKS.matcher(text);
        int longest = 0;
        while (run.find()) {
            longest = Math.max(longest, run.group().length());
        }
        return longest;
    }
}
