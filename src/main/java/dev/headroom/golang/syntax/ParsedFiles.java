package dev.headroom.golang.syntax;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The syntax trees of files, kept so that a file is parsed once in however many workspaces it takes part. Two files are
 * the same where path and array of bytes are. Free for use by any number of threads.
 */
public final class ParsedFiles {
    private final Map<SourceFile, Parsed> files = new ConcurrentHashMap<>();

    /** A tree, or the reason why there is none. */
    private record Parsed(Optional<SyntaxTree> tree, String refusal) {}

    /** Parses those that are new, on all processors. */
    public void add(Collection<SourceFile> sources) {
        try (GoParser parser = new GoParser()) {
            sources.parallelStream().forEach(source -> files.computeIfAbsent(source, key -> parse(key, parser)));
        }
    }

    private static Parsed parse(SourceFile source, GoParser parser) {
        try {
            return new Parsed(Optional.of(parser.parse(source.content())), "");
        } catch (ParseRefusedException e) {
            return new Parsed(Optional.empty(), e.reason());
        }
    }

    /**
     * The tree of a file that was added.
     *
     * @throws ParseRefusedException where the parser declined it
     */
    public SyntaxTree tree(SourceFile source) {
        Parsed parsed = files.get(source);
        if (parsed == null) {
            throw new IllegalArgumentException(source.path() + " was not added");
        }
        return parsed.tree().orElseThrow(() -> new ParseRefusedException(parsed.refusal()));
    }
}
