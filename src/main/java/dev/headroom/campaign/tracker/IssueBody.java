package dev.headroom.campaign.tracker;

import dev.headroom.text.Markdown;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The body of an issue: what the App keeps up to date, a line, and below it what people wrote.
 *
 * @param digest what stands for all that is worth an edit: links and the name of the commit are not
 */
public record IssueBody(String marker, String content, String digest) {
    /** GitHub takes 65,536 characters, of which the App leaves some to people. */
    private static final int LARGEST = 65_000;

    private static final String LINE = "<!-- headroom:below -->";
    private static final String LINE_TEXT = LINE + "\n\n---\n\n_What you write below this line is kept._";
    private static final Pattern DIGEST = Pattern.compile("<!-- headroom:content ([0-9a-f]{64}) -->");

    /** Whether an issue tells the same already. */
    public boolean toldBy(String body) {
        return tells(body, digest);
    }

    /** Whether an issue tells what a digest stands for. */
    public static boolean tells(String body, String digest) {
        Matcher matcher = DIGEST.matcher(body);
        return matcher.find() && matcher.group(1).equals(digest);
    }

    /** The text of an issue that is new. */
    public String text() {
        return own() + "\n";
    }

    /** The text of an issue that people may have added to. */
    public String text(String before) {
        String kept = below(before).orElse("");
        String text = own() + (kept.isEmpty() ? "\n" : "\n\n" + kept + "\n");
        return Markdown.bytes(text) <= LARGEST ? text : own() + "\n\n" + Markdown.text(kept, LARGEST / 10) + "\n";
    }

    private String own() {
        return marker + "\n<!-- headroom:content " + digest + " -->\n\n" + content + "\n\n" + LINE_TEXT;
    }

    /** What people wrote; GitHub's editor ends lines with CR LF. */
    private static Optional<String> below(String body) {
        String text = body.replace("\r\n", "\n");
        int line = text.lastIndexOf(LINE_TEXT);
        if (line >= 0) {
            return Optional.of(text.substring(line + LINE_TEXT.length()).strip());
        }
        int mark = text.lastIndexOf(LINE);
        return mark < 0
                ? Optional.empty()
                : Optional.of(text.substring(mark + LINE.length()).strip());
    }
}
