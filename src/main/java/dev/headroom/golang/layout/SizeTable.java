package dev.headroom.golang.layout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table of the sizes of types, and of the values of constants, that packages from outside of the repository declare.
 *
 * <p>A size that Go's releases changed is known for a module whose {@code go} line rules the older ones out, as the go
 * command does from Go 1.21 on; and where the releases left agree.
 */
final class SizeTable {
    private static final List<String> RESOURCES = List.of("standard-sizes.txt", "known-sizes.txt");
    /** Before this release a {@code go} line did not keep older toolchains from compiling a module. */
    private static final int FIRST_STRICT_RELEASE = 21;

    private final Map<String, Map<String, List<Since>>> sizes = new HashMap<>();
    private final Map<String, Map<String, BigInteger>> constants = new HashMap<>();

    /** A size from some minor release of Go 1 on. */
    private record Since(int release, TypeSize.Known size) {}

    private static final class Holder {
        static final SizeTable TABLE = load();

        private static SizeTable load() {
            SizeTable table = new SizeTable();
            for (String resource : RESOURCES) {
                try (InputStream in = SizeTable.class.getResourceAsStream(resource)) {
                    if (in == null) {
                        throw new IllegalStateException("The program is incomplete: " + resource + " is missing.");
                    }
                    table.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return table;
        }
    }

    /** The table that comes with the program, read once. */
    static SizeTable standard() {
        return Holder.TABLE;
    }

    private void add(String text) {
        String path = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith("\t")) {
                String[] words = line.strip().split(" ");
                for (int i = 1; i < words.length; i++) {
                    enter(path, words[i], words[0]);
                }
            } else if (!line.startsWith("#")) {
                path = line;
            }
        }
    }

    private void enter(String path, String name, String key) {
        if (key.startsWith("=")) {
            constants.computeIfAbsent(path, each -> new HashMap<>()).put(name, new BigInteger(key.substring(1)));
        } else if (!key.equals("?")) {
            sizes.computeIfAbsent(path, each -> new HashMap<>()).put(name, history(key));
        }
    }

    private static List<Since> history(String key) {
        List<Since> history = new ArrayList<>();
        for (String part : key.split(",")) {
            int colon = part.indexOf(':');
            int slash = part.indexOf('/');
            int release = colon < 0 ? 0 : Integer.parseInt(part.substring(part.indexOf('.') + 1, colon));
            history.add(new Since(
                    release,
                    new TypeSize.Known(
                            Long.parseLong(part.substring(colon + 1, slash)),
                            Integer.parseInt(part.substring(slash + 1)))));
        }
        return List.copyOf(history);
    }

    /**
     * The size of a type from outside.
     *
     * @param importPath as the code imports the package, with major version
     * @param release the minor version of Go 1 on the module's {@code go} line
     */
    TypeSize size(String importPath, String name, int release) {
        List<Since> history = sizes.getOrDefault(importPath, Map.of()).get(name);
        if (history == null) {
            return new TypeSize.Unknown("the size of " + importPath + "." + name + " is not known");
        }
        int oldest = release < FIRST_STRICT_RELEASE ? 0 : release;
        Since inForce = history.getFirst();
        for (Since each : history) {
            inForce = each.release() <= oldest ? each : inForce;
        }
        return inForce.equals(history.getLast())
                ? inForce.size()
                : new TypeSize.Unknown("the size of " + importPath + "." + name + " depends on the release of Go");
    }

    /** The value of an integer constant from outside. */
    Optional<BigInteger> constant(String importPath, String name) {
        return Optional.ofNullable(constants.getOrDefault(importPath, Map.of()).get(name));
    }
}
