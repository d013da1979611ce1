package dev.headroom.analysis.check.service;

import dev.headroom.golang.module.ImportPath;
import java.util.List;

/** The packages that make routers and wrap handlers, and answer nothing by themselves. */
final class HandlerMakers {
    private static final List<String> PACKAGES = List.of(
            "net/http",
            "golang.org/x/net",
            "github.com/go-chi",
            "github.com/gorilla",
            "github.com/gin-gonic/gin",
            "github.com/labstack/echo",
            "github.com/julienschmidt/httprouter",
            "github.com/rs/cors",
            "github.com/justinas",
            "github.com/urfave/negroni",
            "github.com/NYTimes/gziphandler",
            "github.com/klauspost/compress",
            "github.com/unrolled/secure",
            "github.com/improbable-eng/grpc-web",
            "github.com/grpc-ecosystem/grpc-gateway",
            "github.com/ogen-go/ogen",
            "github.com/99designs/gqlgen",
            "github.com/felixge",
            "github.com/newrelic",
            "github.com/getsentry",
            "github.com/prometheus",
            "go.opentelemetry.io",
            "go.opencensus.io",
            "gopkg.in/DataDog",
            "github.com/bmizerany/pat",
            "github.com/dimfeld/httptreemux",
            "github.com/alexedwards",
            "google.golang.org/grpc",
            "connectrpc.com");

    private HandlerMakers() {}

    static boolean known(String packagePath) {
        return ImportPath.within(PACKAGES, packagePath);
    }
}
