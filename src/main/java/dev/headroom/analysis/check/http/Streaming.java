package dev.headroom.analysis.check.http;

import dev.headroom.golang.Program;
import dev.headroom.golang.module.ImportPath;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells whether a service sends responses that have no end, which a write timeout would cut off. */
final class Streaming {
    private static final Set<String> SELECTORS =
            Set.of("http.Flusher", "http.Hijacker", "http.NewResponseController", "middleware.Profiler");
    private static final Set<String> SELECTED = SELECTORS.stream()
            .map(selector -> selector.substring(selector.indexOf('.') + 1))
            .collect(Collectors.toUnmodifiableSet());
    private static final String[] TELLING = {
        "interpreted_string_literal", "raw_string_literal", "qualified_type", "selector_expression"
    };
    private static final Set<String> METHODS = Set.of("Hijack", "SSEvent", "SetBodyStreamWriter");
    private static final List<String> PACKAGES = List.of(
            "net/http/pprof",
            "golang.org/x/net/websocket",
            "github.com/gorilla/websocket",
            "nhooyr.io/websocket",
            "github.com/coder/websocket",
            "github.com/gobwas/ws",
            "github.com/olahol/melody",
            "github.com/fasthttp/websocket",
            "github.com/gofiber/websocket",
            "github.com/centrifugal/centrifuge",
            "github.com/r3labs/sse",
            "github.com/tmaxmax/go-sse",
            "github.com/gin-contrib/sse",
            "github.com/gin-contrib/pprof",
            "github.com/labstack/echo-contrib/pprof",
            "github.com/felixge/fgprof",
            "github.com/zishang520/socket.io",
            "github.com/googollee/go-socket.io",
            "github.com/99designs/gqlgen/graphql/handler/transport",
            "github.com/mark3labs/mcp-go/server",
            "github.com/modelcontextprotocol/go-sdk/mcp");

    private Streaming() {}

    static boolean in(Program program) {
        return program.files().stream().anyMatch(Streaming::streams);
    }

    private static boolean streams(GoFile file) {
        boolean imported = file.importPaths().stream().anyMatch(path -> ImportPath.within(PACKAGES, path));
        if (imported) {
            return true;
        }
        for (Node node : file.nodes(TELLING)) {
            switch (node.kind()) {
                case "interpreted_string_literal", "raw_string_literal" -> {
                    if (node.text().contains("text/event-stream")) {
                        return true;
                    }
                }
                case "qualified_type" -> {
                    if (SELECTORS.contains(node.text())) {
                        return true;
                    }
                }
                case "selector_expression" -> {
                    String method = node.field("field").map(Node::text).orElse("");
                    if (METHODS.contains(method) || (SELECTED.contains(method) && SELECTORS.contains(node.text()))) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }
}
