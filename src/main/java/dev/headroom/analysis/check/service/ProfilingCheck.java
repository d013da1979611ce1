package dev.headroom.analysis.check.service;

import java.util.List;
import java.util.Set;

/** A check that a service that runs can be profiled. */
public final class ProfilingCheck extends CapabilityCheck {

    public ProfilingCheck() {
        super(
                "profiling",
                List.of(
                        "net/http/pprof",
                        "runtime/pprof",
                        "github.com/gin-contrib/pprof",
                        "github.com/labstack/echo-contrib/pprof",
                        "github.com/gofiber/fiber/middleware/pprof",
                        "github.com/felixge/fgprof",
                        "github.com/grafana/pyroscope-go",
                        "github.com/pyroscope-io/client",
                        "cloud.google.com/go/profiler",
                        "gopkg.in/DataDog/dd-trace-go.v1/profiler",
                        "github.com/DataDog/dd-trace-go/profiler",
                        "github.com/pkg/profile",
                        "github.com/google/gops",
                        "github.com/zeromicro/go-zero"),
                Set.of("github.com/go-chi/chi/middleware.Profiler"),
                "(?i)(setup|start|register|serve|enable|new|init)_?p?prof\\w*");
    }

    @Override
    boolean neededBy(ServingProgram service) {
        return true;
    }
}
