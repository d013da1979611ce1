package dev.headroom.analysis.check.service;

import java.util.List;
import java.util.Set;

/** A check that a service refuses requests rather than break down under them. */
public final class LoadSheddingCheck extends CapabilityCheck {

    public LoadSheddingCheck() {
        super(
                "load-shedding",
                List.of(
                        "github.com/go-chi/httprate",
                        "github.com/didip/tollbooth",
                        "github.com/ulule/limiter",
                        "github.com/sethvargo/go-limiter",
                        "github.com/go-redis/redis_rate",
                        "github.com/throttled/throttled",
                        "github.com/platinummonkey/go-concurrency-limits",
                        "github.com/alibaba/sentinel-golang",
                        "github.com/failsafe-go/failsafe-go",
                        "github.com/JGLTechnologies/gin-rate-limit",
                        "github.com/gofiber/fiber/middleware/limiter",
                        "github.com/grpc-ecosystem/go-grpc-middleware/ratelimit",
                        "github.com/grpc-ecosystem/go-grpc-middleware/interceptors/ratelimit",
                        "github.com/go-kratos/aegis/ratelimit",
                        "github.com/go-kratos/kratos/middleware/ratelimit",
                        "github.com/zeromicro/go-zero",
                        "github.com/mennanov/limiters",
                        "github.com/vulcand/oxy",
                        "go.uber.org/ratelimit",
                        "github.com/juju/ratelimit"),
                Set.of(
                        "golang.org/x/time/rate.NewLimiter",
                        "golang.org/x/net/netutil.LimitListener",
                        "google.golang.org/grpc.MaxConcurrentStreams",
                        "github.com/go-chi/chi/middleware.Throttle",
                        "github.com/go-chi/chi/middleware.ThrottleBacklog",
                        "github.com/go-chi/chi/middleware.ThrottleWithOpts",
                        "github.com/labstack/echo/middleware.RateLimiter",
                        "github.com/labstack/echo/middleware.RateLimiterWithConfig"),
                "(?i)\\w*(load_?shed|rate_?limit|throttl|concurrency_?limit|backpressure)\\w*");
    }

    @Override
    boolean neededBy(ServingProgram service) {
        return !service.visible() || !service.answering().isEmpty();
    }
}
