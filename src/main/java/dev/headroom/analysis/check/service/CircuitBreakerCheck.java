package dev.headroom.analysis.check.service;

import java.util.List;
import java.util.Set;

/** A check that a service which calls others stops calling one that fails. */
public final class CircuitBreakerCheck extends CapabilityCheck {
    private static final Set<String> CALLS_OF_OTHERS = Set.of(
            "net/http.Get",
            "net/http.Post",
            "net/http.PostForm",
            "net/http.Head",
            "net/http.Do",
            "google.golang.org/grpc.Dial",
            "google.golang.org/grpc.DialContext",
            "google.golang.org/grpc.NewClient",
            "github.com/go-resty/resty.New",
            "github.com/hashicorp/go-retryablehttp.NewClient");

    public CircuitBreakerCheck() {
        super(
                "circuit-breaker",
                List.of(
                        "github.com/sony/gobreaker",
                        "github.com/afex/hystrix-go",
                        "github.com/failsafe-go/failsafe-go",
                        "github.com/mercari/go-circuitbreaker",
                        "github.com/rubyist/circuitbreaker",
                        "github.com/cep21/circuit",
                        "github.com/eapache/go-resiliency/breaker",
                        "github.com/alibaba/sentinel-golang",
                        "github.com/slok/goresilience",
                        "github.com/streadway/handy/breaker",
                        "github.com/go-kit/kit/circuitbreaker",
                        "github.com/go-kratos/aegis/circuitbreaker",
                        "github.com/go-kratos/kratos/middleware/circuitbreaker",
                        "github.com/zeromicro/go-zero",
                        "github.com/gojek/heimdall"),
                Set.of(),
                "(?i)(new)?\\w*(circuit_?breaker|breaker)\\w*");
    }

    @Override
    boolean neededBy(ServingProgram service) {
        Reach reach = Reach.ofProgram(service.program());
        return NamedCode.of(service.program())
                .calls(CALLS_OF_OTHERS.stream().map(Calls::lastName).toList())
                .stream()
                .anyMatch(call -> Calls.outside(call, service.program(), CALLS_OF_OTHERS) && reach.includes(call));
    }
}
