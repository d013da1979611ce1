package dev.headroom.golang.types;

import dev.headroom.golang.syntax.GoHeader;
import dev.headroom.golang.syntax.GoParser;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.golang.syntax.SyntaxTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A catalogue of packages from outside: what their functions yield and what becomes of what they are given. */
public final class KnownPackages {
    private static final String RESOURCE = "known-packages.txtar";
    private static final Pattern SECTION = Pattern.compile("(?m)^-- (\\S+) --\n");
    private static final Pattern REMARK = Pattern.compile("// (same|unknown): (\\w+)");

    private final Map<String, GoPackage> packages = new HashMap<>();
    private final Set<String> harmless = new HashSet<>();

    private KnownPackages(String archive) {
        Matcher section = SECTION.matcher(archive);
        boolean found = section.find();
        try (GoParser parser = new GoParser()) {
            while (found) {
                String path = section.group(1);
                int start = section.end();
                found = section.find();
                String text = archive.substring(start, found ? section.start() : archive.length());
                add(path, text, parser);
            }
        }
    }

    private void add(String path, String text, GoParser parser) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        GoHeader header = GoHeader.read(content);
        SyntaxTree tree = parser.parse(content);
        Map<String, String> names = new HashMap<>();
        header.imports()
                .forEach(declared -> packages.computeIfPresent(declared.path(), (key, known) -> {
                    names.put(key, known.name());
                    return known;
                }));
        GoFile file = new GoFile(new SourceFile("known/" + path + ".go", content), tree, header, Map.of(), names);
        packages.put(path, new GoPackage(path, "known/" + path, List.of(file), Map.of()));
        if (text.startsWith("// harmless\n")) {
            harmless.add(path);
        }
    }

    private static final class Holder {
        static final KnownPackages CATALOGUE = load();

        private static KnownPackages load() {
            try (InputStream in = KnownPackages.class.getResourceAsStream(RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException("The program is incomplete: " + RESOURCE + " is missing.");
                }
                return new KnownPackages(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The catalogue that comes with the program, read once. */
    static KnownPackages catalogue() {
        return Holder.CATALOGUE;
    }

    Collection<GoPackage> packages() {
        return packages.values();
    }

    Optional<GoPackage> byPath(String path) {
        return Optional.ofNullable(packages.get(path));
    }

    /** Whether functions of the package that are not listed leave alone what they are given. */
    boolean harmless(String path) {
        return harmless.contains(path);
    }

    /** The parameters whose argument a function's result is or works on; {@code receiver} stands for the receiver. */
    public static Set<String> same(Function function) {
        return remarks(function, "same");
    }

    /** The parameters whose argument gets out of sight. */
    public static Set<String> unknown(Function function) {
        return remarks(function, "unknown");
    }

    private static Set<String> remarks(Function function, String kind) {
        Set<String> names = new LinkedHashSet<>();
        List<Node> siblings = function.node().parent().map(Node::children).orElse(List.of());
        for (int i = siblings.indexOf(function.node()) - 1; i >= 0; i--) {
            Node before = siblings.get(i);
            if (before.kind().equals("comment")) {
                Matcher remark = REMARK.matcher(before.text());
                if (remark.matches() && remark.group(1).equals(kind)) {
                    names.add(remark.group(2));
                }
            } else if (before.named()) {
                break;
            }
        }
        return names;
    }
}
