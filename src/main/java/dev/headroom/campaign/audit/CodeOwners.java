package dev.headroom.campaign.audit;

import dev.headroom.analysis.run.PathGlob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file {@code CODEOWNERS} as GitHub reads it: of the lines that match a path, the last one counts. Lines that GitHub does
 * not take are passed over, whole.
 *
 * @see <a href="https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners">About code owners</a>
 */
public final class CodeOwners {
    /** Of a repository without such a file. */
    public static final CodeOwners NONE = new CodeOwners(List.of());

    /** More than a file of 3 MB, the most that GitHub takes, has of any use. */
    private static final int MOST_LINES = 20_000;

    private static final int LONGEST_LINE = 1_000;
    private static final Pattern BLANK = Pattern.compile("(?<!\\\\)\\s+");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");
    private static final Pattern PERSON = Pattern.compile("@[A-Za-z0-9-]{1,39}(?:_[A-Za-z0-9]{1,20})?");
    private static final Pattern TEAM = Pattern.compile("@[A-Za-z0-9-]{1,39}/[A-Za-z0-9_.-]{1,100}");
    private static final Pattern MAIL = Pattern.compile("[^@\\s]{1,100}@[^@\\s]{1,100}");

    private final List<Line> lines;

    /**
     * A line.
     *
     * @param below what lies deeper than that, where only files of the folder itself are meant
     * @param owners none: what matches has no owner
     */
    private record Line(PathGlob glob, Optional<PathGlob> below, List<String> owners) {
        boolean matches(String path) {
            return glob.matches(path)
                    && below.filter(deeper -> deeper.matches(path)).isEmpty();
        }
    }

    private CodeOwners(List<Line> lines) {
        this.lines = lines;
    }

    /** Reads a file; of one with too many lines none counts, since the last ones matter most. */
    public static CodeOwners of(String text) {
        List<Line> lines = new ArrayList<>();
        String[] all = text.split("\r?\n", -1);
        if (all.length > MOST_LINES) {
            return NONE;
        }
        for (String line : all) {
            if (line.length() <= LONGEST_LINE) {
                line(line.strip()).ifPresent(lines::add);
            }
        }
        return new CodeOwners(lines);
    }

    private static Optional<Line> line(String line) {
        if (line.isEmpty() || line.startsWith("#") || line.startsWith("!")) {
            return Optional.empty();
        }
        String[] words = BLANK.split(line);
        List<String> owners = new ArrayList<>();
        for (int i = 1; i < words.length && !words[i].startsWith("#"); i++) {
            if (!isOwner(words[i])) {
                return Optional.empty();
            }
            owners.add(words[i]);
        }
        return words[0].contains("[") ? Optional.empty() : Optional.of(line(words[0], owners));
    }

    private static boolean isOwner(String word) {
        return PERSON.matcher(word).matches()
                || TEAM.matcher(word).matches()
                || MAIL.matcher(word).matches();
    }

    private static Line line(String written, List<String> owners) {
        String pattern = ESCAPED.matcher(written).replaceAll("$1");
        boolean folder = pattern.endsWith("/");
        String path = pattern.replaceFirst("^/", "").replaceFirst("/$", "");
        String anchored = pattern.startsWith("/") || path.contains("/") ? path : "**/" + path;
        Optional<PathGlob> below =
                path.endsWith("/*") && !folder ? Optional.of(new PathGlob(anchored + "/**")) : Optional.empty();
        return new Line(new PathGlob(folder ? anchored + "/**" : anchored), below, List.copyOf(owners));
    }

    /** The owners of most of the files in which a service has something to correct. */
    public List<String> of(FleetMember service) {
        Map<List<String>, Integer> counts = new LinkedHashMap<>();
        service.sites().stream()
                .map(Site::path)
                .distinct()
                .forEach(path -> counts.merge(ownersOf(path), 1, Integer::sum));
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return counts.entrySet().stream()
                .filter(owners -> owners.getValue() == most)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> ownersOf(service.root() + "/go.mod"));
    }

    /** The owners of a file, as they are written; none where nobody owns it. */
    List<String> ownersOf(String path) {
        return lines.reversed().stream()
                .filter(line -> line.matches(path))
                .findFirst()
                .map(Line::owners)
                .orElse(List.of());
    }

    /** Whether an owner is one person, who can be assigned: a team and an address cannot. */
    public static boolean isPerson(String owner) {
        return PERSON.matcher(owner).matches();
    }
}
