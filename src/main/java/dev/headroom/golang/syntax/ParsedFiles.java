package dev.headroom.golang.syntax;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The syntax trees of files, the first ones kept so that a file is parsed once in however many workspaces it takes part.
 * Two files are the same where path and array of bytes are. Free for use by any number of threads.
 */
public final class ParsedFiles {
    private static final GoParser PARSER = new GoParser();

    private final long capacity;
    private final Map<SourceFile, SyntaxTree> kept = new HashMap<>();
    private final Map<SourceFile, GoHeader> headers = new ConcurrentHashMap<>();
    private long size;

    /** Keeps nothing. */
    public ParsedFiles() {
        this(0);
    }

    /** @param capacity how many nodes the trees that are kept may have together, at some 20 bytes each */
    public ParsedFiles(long capacity) {
        this.capacity = capacity;
    }

    /**
     * The tree of a file; where its functions' bodies say nothing to an analysis, without these.
     *
     * @throws ParseRefusedException where the parser declines it
     */
    public SyntaxTree tree(SourceFile source) {
        SyntaxTree known = known(source);
        if (known != null) {
            return known;
        }
        SyntaxTree tree = Skeleton.of(source)
                .map(text -> PARSER.parse(text, source.content()))
                .filter(parsed -> !parsed.broken())
                .orElseGet(() -> PARSER.parse(source.content()));
        keep(source, tree);
        return tree;
    }

    /** What stands at the head of a file, which is little: all of them are kept where anything is. */
    public GoHeader header(SourceFile source) {
        return capacity == 0
                ? GoHeader.read(source.content())
                : headers.computeIfAbsent(source, file -> GoHeader.read(file.content()));
    }

    private synchronized @Nullable SyntaxTree known(SourceFile source) {
        return kept.get(source);
    }

    private synchronized void keep(SourceFile source, SyntaxTree tree) {
        // The first stay: trees are asked for again in the order in which they were made, so that the last would never
        // be there.
        if (size + tree.size() <= capacity && kept.putIfAbsent(source, tree) == null) {
            size += tree.size();
        }
    }
}
