package dev.headroom.golang.pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headroom.golang.syntax.GoHeader;
import dev.headroom.golang.syntax.GoParser;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.golang.types.GoFile;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;

/** Go code in which patterns are looked for. */
abstract class Patterns {
    static final Map<String, String> IMPORTS = Map.of(
            "sql", "database/sql",
            "http", "net/http",
            "redis", "github.com/redis/go-redis/v9",
            "pgxpool", "github.com/jackc/pgx/v5/pgxpool");

    private final GoParser parser = new GoParser();

    @AfterEach
    void close() {
        parser.close();
    }

    GoFile file(String go) {
        byte[] content = go.getBytes(UTF_8);
        return new GoFile(
                new SourceFile("a.go", content), parser.parse(content), GoHeader.read(content), Map.of(), Map.of());
    }

    /** A file with the usual imports around statements. */
    GoFile function(String statements) {
        return file("""
                package p

                import (
                	"database/sql"
                	"net/http"

                	"github.com/jackc/pgx/v5/pgxpool"
                	"github.com/redis/go-redis/v9"
                )

                func f() {
                %s
                }
                """.formatted(statements));
    }

    List<String> texts(String pattern, GoFile file) {
        return Pattern.compile(pattern, IMPORTS).in(file.root(), file).stream()
                .map(match -> match.nodes().stream().map(Node::text).collect(Collectors.joining("; ")))
                .toList();
    }
}
