package dev.headroom.golang.types;

import dev.headroom.golang.syntax.GoHeader;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.ParsedFiles;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.golang.syntax.SyntaxTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue of packages from outside: what their functions yield and what becomes of what they are given. A package is
 * parsed when it is first asked for, since a service uses few of them. Free for use by any number of threads.
 */
public final class KnownPackages {
    private static final String RESOURCE = "known-packages.txtar";
    private static final Pattern REMARK = Pattern.compile("// (same|unknown): (\\w+)");

    private final Map<String, String> texts = new HashMap<>();
    private final ParsedFiles parsed = new ParsedFiles();
    private final Map<String, GoPackage> packages = new ConcurrentHashMap<>();
    private final Map<SyntaxTree, GoFile> files = new ConcurrentHashMap<>();
    private final Map<GoFile, GoPackage> packageOf = new ConcurrentHashMap<>();

    /** @param archive words for the reader, then packages of one file each below a line {@code -- path --} */
    private KnownPackages(String archive) {
        String[] sections = archive.split("\n-- ", -1);
        for (int i = 1; i < sections.length; i++) {
            int end = sections[i].indexOf(" --\n");
            texts.put(sections[i].substring(0, end), sections[i].substring(end + 4));
        }
    }

    private GoPackage read(String path, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        SourceFile source = new SourceFile("known/" + path + ".go", content);
        GoHeader header = GoHeader.read(content);
        Map<String, String> names = new HashMap<>();
        for (GoHeader.Import declared : header.imports()) {
            String imported = texts.get(declared.path());
            if (imported != null) {
                names.put(
                        declared.path(),
                        GoHeader.read(imported.getBytes(StandardCharsets.UTF_8)).packageName());
            }
        }
        SyntaxTree tree = parsed.tree(source);
        GoFile file = new GoFile(source, tree, header, Map.of(), names);
        GoPackage pkg = new GoPackage(path, "known/" + path, List.of(file), Map.of());
        files.put(tree, file);
        packageOf.put(file, pkg);
        return pkg;
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

    Optional<GoPackage> byPath(String path) {
        String text = texts.get(path);
        return text == null ? Optional.empty() : Optional.of(packages.computeIfAbsent(path, key -> read(key, text)));
    }

    /** The file that a tree is of; null where that is none of these packages'. */
    @Nullable
    GoFile fileOf(SyntaxTree tree) {
        return files.get(tree);
    }

    Optional<GoPackage> packageOf(GoFile file) {
        return Optional.ofNullable(packageOf.get(file));
    }

    /** Whether functions of the package that are not listed leave alone what they are given. */
    boolean harmless(String path) {
        return texts.getOrDefault(path, "").startsWith("// harmless\n");
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
