package dev.headroom.golang.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The native code of tree-sitter and of its Go grammar, found once for the process.
 *
 * <p>An optimised library is taken from the folder that the system property {@code headroom.natives} names, or from
 * {@code natives/} beside the program's jar; else the slower ones inside of the tree-sitter jars serve.
 */
@SuppressWarnings("restricted") // the foreign-function interface to tree-sitter
public final class Natives {
    private static final String PROPERTY = "headroom.natives";
    private static final @Nullable Natives LOADED;
    private static final String FAILURE;

    static {
        Natives loaded = null;
        String failure = "";
        try {
            loaded = load();
        } catch (IllegalStateException e) {
            failure = e.getMessage();
        }
        LOADED = loaded;
        FAILURE = failure;
    }

    private final SymbolLookup symbols;
    private final boolean flat;
    private final String description;

    private Natives(SymbolLookup symbols, String description) {
        this.symbols = symbols;
        this.flat = symbols.find("headroom_parse").isPresent();
        this.description = description;
    }

    /**
     * Which natives are in use, as half a sentence for the log.
     *
     * @throws IllegalStateException in one sentence, where this machine has none
     */
    public static String description() {
        return loaded().description;
    }

    /** Whether they hold the parser that walks trees itself. */
    static boolean flat() {
        return loaded().flat;
    }

    static MemorySegment symbol(String name) {
        return loaded().symbols.findOrThrow(name);
    }

    private static Natives loaded() {
        if (LOADED == null) {
            throw new IllegalStateException(FAILURE);
        }
        return LOADED;
    }

    private static Natives load() {
        String configured = System.getProperty(PROPERTY);
        if (configured != null) {
            return optimised(Path.of(configured))
                    .orElseThrow(() -> new IllegalStateException("The folder " + configured + " that the property "
                            + PROPERTY + " names has no " + optimisedName()
                            + " that can be loaded; build it or leave the property out."));
        }
        return besideTheProgram().flatMap(Natives::optimised).orElseGet(Natives::fromJars);
    }

    private static Optional<Natives> optimised(Path folder) {
        Path file = folder.resolve(optimisedName());
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            SymbolLookup lookup = SymbolLookup.libraryLookup(file.toAbsolutePath(), Arena.global());
            lookup.findOrThrow("tree_sitter_go");
            return Optional.of(new Natives(lookup, "optimised tree-sitter from " + file));
        } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
            // Built for another platform, most likely: the jars' natives are slower but right.
            return Optional.empty();
        }
    }

    private static Optional<Path> besideTheProgram() {
        CodeSource source = Natives.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(source.getLocation().toURI()).resolveSibling("natives"));
        } catch (URISyntaxException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Natives fromJars() {
        Platform platform = Platform.current();
        try {
            Path folder = Files.createTempDirectory("headroom-natives");
            SymbolLookup core = extractAndLoad(platform.resource("tree-sitter"), folder);
            SymbolLookup grammar = extractAndLoad(platform.resource("tree-sitter-go"), folder);
            Files.deleteIfExists(folder);
            return new Natives(core.or(grammar), "tree-sitter from the jars, compiled without optimisation");
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The tree-sitter library could not be unpacked into the folder for temporary files: "
                            + e.getMessage());
        }
    }

    private static SymbolLookup extractAndLoad(String resource, Path folder) throws IOException {
        Path file = folder.resolve(Path.of(resource).getFileName().toString());
        try (InputStream in = Natives.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("There is no tree-sitter library for this machine (" + resource
                        + " is missing); build one and name its folder by -D" + PROPERTY + ".");
            }
            Files.copy(in, file);
        }
        try {
            return SymbolLookup.libraryLookup(file, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("The tree-sitter library " + resource
                    + " does not load on this machine; build one and name its folder by -D" + PROPERTY + ".");
        } finally {
            deleteOnceLoaded(file);
        }
    }

    /** A loaded library needs its file no longer, except on Windows, where it cannot be deleted before the exit. */
    private static void deleteOnceLoaded(Path file) {
        try {
            Files.delete(file);
        } catch (IOException | UncheckedIOException e) {
            file.toFile().deleteOnExit();
        }
    }

    private static String optimisedName() {
        return System.mapLibraryName("headroom-tree-sitter");
    }

    private record Platform(String prefix, String suffix) {
        static Platform current() {
            String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
            String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
            String cpu = arch.equals("amd64") ? "x86_64" : arch;
            if (os.startsWith("mac")) {
                return new Platform(cpu + "-macos-", ".dylib");
            }
            return os.startsWith("windows")
                    ? new Platform(cpu + "-windows-", ".dll")
                    : new Platform(cpu + "-linux-gnu-", ".so");
        }

        String resource(String library) {
            return "/lib/" + prefix + library + suffix;
        }
    }
}
