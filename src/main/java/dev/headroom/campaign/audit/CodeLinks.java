package dev.headroom.campaign.audit;

import dev.headroom.text.Markdown;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Links to the code of one commit, which show the same for ever.
 *
 * @param repository its web page, such as {@code https://github.com/acme/fleet}; empty where there is none
 * @param commit a sha; empty where it is not known
 */
public record CodeLinks(String repository, String commit) {
    /** No links: places are named only. */
    public static final CodeLinks NONE = new CodeLinks("", "");

    private static final String UNRESERVED = "-._~/";

    /** A place as code, {@code path:line}, which is a link where that is possible. */
    public String place(Site site) {
        String shown = site.place();
        return address(site).map(address -> Markdown.codeLink(shown, address)).orElseGet(() -> Markdown.cell(shown));
    }

    /** The web page of a place. */
    public Optional<String> address(Site site) {
        if (repository.isEmpty() || commit.isEmpty()) {
            return Optional.empty();
        }
        String lines = site.endLine() > site.startLine() ? "-L" + site.endLine() : "";
        return Optional.of(
                repository + "/blob/" + commit + "/" + encoded(site.path()) + "#L" + site.startLine() + lines);
    }

    /** The commit as code, which is a link where that is possible. */
    public String commitLink() {
        if (commit.isEmpty()) {
            return "";
        }
        String shown = Markdown.shortSha(commit);
        return repository.isEmpty() ? Markdown.code(shown) : Markdown.codeLink(shown, repository + "/commit/" + commit);
    }

    /** Text for an address: whatever might mean something there is encoded, all but slashes. */
    public static String encoded(String path) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (plain || UNRESERVED.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append(String.format("%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
