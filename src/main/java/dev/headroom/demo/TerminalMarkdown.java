package dev.headroom.demo;

import dev.headroom.demo.Terminal.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** GitHub's Markdown as far as reviews use it, drawn for a terminal. */
final class TerminalMarkdown {
    private static final Pattern HIDDEN = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    /** What GitHub shows closed until it is clicked. */
    private static final Pattern CLOSED =
            Pattern.compile("<details>\\s*<summary>(.*?)</summary>.*?</details>", Pattern.DOTALL);

    private static final Pattern TAG = Pattern.compile("</?(?:details|summary|sub|sup|br|b|i|kbd)[^>]*>");
    private static final Pattern INLINE = Pattern.compile(
            "\\*\\*(?<bold>[^*]+)\\*\\*|(?<ticks>`+)(?<code>.+?)\\k<ticks>(?!`)|\\[(?<text>[^\\]]*)\\]\\((?<url>[^)]*)\\)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([\\\\`*_{}\\[\\]()#+=.!|<>~@&$-])");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(?<title>.*)");

    private final Terminal terminal;

    TerminalMarkdown(Terminal terminal) {
        this.terminal = terminal;
    }

    /** A part of a text: prose, or what stands in a fence. */
    sealed interface Block {}

    record Prose(List<String> lines) implements Block {}

    /** @param language the word behind the opening fence, such as {@code suggestion} */
    record Fence(String language, List<String> lines) implements Block {}

    /** The parts of a text in order, without hidden comments and with what is folded left folded. */
    static List<Block> blocks(String markdown) {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        String fence = "";
        String language = "";
        String shown = CLOSED.matcher(HIDDEN.matcher(markdown).replaceAll("")).replaceAll("▸ $1");
        for (String line : shown.strip().split("\n", -1)) {
            String ticks = line.replaceFirst("^(`*).*", "$1");
            boolean opens = fence.isEmpty() && ticks.length() >= 3;
            boolean closes = !fence.isEmpty() && ticks.length() >= fence.length() && ticks.equals(line.strip());
            if (opens || closes) {
                blocks.add(opens ? new Prose(List.copyOf(lines)) : new Fence(language, List.copyOf(lines)));
                lines.clear();
                fence = opens ? ticks : "";
                language = line.substring(ticks.length()).strip();
            } else {
                lines.add(line);
            }
        }
        blocks.add(new Prose(List.copyOf(lines)));
        return blocks;
    }

    /** The lines of prose, styled; runs of blank lines become one. */
    List<String> prose(List<String> lines) {
        List<String> drawn = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("|")) {
                int end = i;
                while (end < lines.size() && lines.get(end).startsWith("|")) {
                    end++;
                }
                drawn.addAll(table(lines.subList(i, end)));
                i = end - 1;
                continue;
            }
            String line =
                    lines.get(i).contains("<summary>") ? "▸ " + lines.get(i).strip() : lines.get(i);
            String text = TAG.matcher(line).replaceAll("").stripTrailing();
            boolean leading = drawn.isEmpty() || drawn.getLast().isEmpty();
            if (!(text.isEmpty() && leading)) {
                drawn.add(line(text));
            }
        }
        while (!drawn.isEmpty() && drawn.getLast().isEmpty()) {
            drawn.removeLast();
        }
        return drawn;
    }

    private String line(String text) {
        Matcher heading = HEADING.matcher(text);
        return heading.matches() ? terminal.styled(Style.BOLD, plain(heading.group("title"))) : inline(text);
    }

    private String inline(String text) {
        StringBuilder drawn = new StringBuilder();
        Matcher matcher = INLINE.matcher(text);
        int end = 0;
        while (matcher.find()) {
            drawn.append(unescaped(text.substring(end, matcher.start())));
            if (matcher.group("bold") != null) {
                drawn.append(terminal.styled(Style.BOLD, plain(matcher.group("bold"))));
            } else if (matcher.group("code") != null) {
                drawn.append(terminal.styled(Style.CODE, matcher.group("code")));
            } else {
                drawn.append(plain(matcher.group("text")))
                        .append(terminal.styled(Style.DIM, " <" + matcher.group("url") + ">"));
            }
            end = matcher.end();
        }
        return drawn.append(unescaped(text.substring(end))).toString();
    }

    private static String plain(String text) {
        return unescaped(text.replace("`", "").replace("**", ""));
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll("$1")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /** A table with its columns aligned and the rule below its head left out. */
    private List<String> table(List<String> rows) {
        List<List<String>> cells = rows.stream()
                .filter(row -> !row.matches("[|: -]+"))
                .map(TerminalMarkdown::cells)
                .toList();
        List<String> drawn = new ArrayList<>();
        for (List<String> row : cells) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = cells.stream()
                        .filter(other -> at < other.size())
                        .mapToInt(other -> other.get(at).length())
                        .max()
                        .orElse(0);
                line.append(row.get(column))
                        .append(" ".repeat(width - row.get(column).length() + 2));
            }
            String text = line.toString().stripTrailing();
            drawn.add("  " + (drawn.isEmpty() ? terminal.styled(Style.DIM, text) : text));
        }
        return drawn;
    }

    private static List<String> cells(String row) {
        String inner = row.strip().replaceFirst("^\\|", "").replaceFirst("\\|$", "");
        List<String> cells = new ArrayList<>();
        for (String cell : inner.split("(?<!\\\\)\\|", -1)) {
            cells.add(links(plain(cell.strip())));
        }
        return cells;
    }

    private static String links(String text) {
        return text.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1");
    }
}
