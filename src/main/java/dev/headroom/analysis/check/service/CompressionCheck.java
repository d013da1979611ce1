package dev.headroom.analysis.check.service;

import java.util.List;
import java.util.Set;

/** A check that a service compresses what it answers over HTTP. */
public final class CompressionCheck extends CapabilityCheck {

    public CompressionCheck() {
        super(
                "response-compression",
                List.of(
                        "github.com/gin-contrib/gzip",
                        "github.com/NYTimes/gziphandler",
                        "github.com/klauspost/compress/gzhttp",
                        "github.com/CAFxX/httpcompression",
                        "github.com/gofiber/fiber/middleware/compress",
                        "github.com/phyber/negroni-gzip",
                        "github.com/andybalholm/brotli",
                        "github.com/nanmu42/gzip",
                        "google.golang.org/grpc/encoding/gzip"),
                Set.of(
                        "github.com/go-chi/chi/middleware.Compress",
                        "github.com/go-chi/chi/middleware.NewCompressor",
                        "github.com/labstack/echo/middleware.Gzip",
                        "github.com/labstack/echo/middleware.GzipWithConfig",
                        "github.com/gorilla/handlers.CompressHandler",
                        "github.com/gorilla/handlers.CompressHandlerLevel",
                        "compress/gzip.NewWriter",
                        "compress/gzip.NewWriterLevel",
                        "github.com/valyala/fasthttp.CompressHandler",
                        "github.com/klauspost/compress/gzip.NewWriter"),
                "(?i)\\w*(gzip|compress)_?(middleware|handler|response\\w*)");
    }

    /** gRPC compresses by what the caller asks for; a mere profiler or metrics server has little to say. */
    @Override
    boolean neededBy(ServingProgram service) {
        return !service.visible()
                || service.answering().stream()
                        .anyMatch(call -> call.kind() != ServeCall.Kind.GRPC && call.kind() != ServeCall.Kind.RUNNER);
    }
}
