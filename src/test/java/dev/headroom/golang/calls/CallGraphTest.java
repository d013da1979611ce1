package dev.headroom.golang.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.golang.GoSources;
import dev.headroom.golang.Program;
import dev.headroom.golang.types.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CallGraphTest {

    private static String callers(Program program, String symbol) {
        return program.calls().callersOf(GoSources.function(program, symbol)).stream()
                .map(call ->
                        call.kind() + " " + call.caller().map(Function::symbol).orElse("-"))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String entries(Program program) {
        return program.calls().functions().stream()
                .filter(program.calls()::isEntryPoint)
                .map(function -> function.symbol() + " "
                        + program.calls().entryPoint(function).orElseThrow())
                .collect(Collectors.joining("\n"));
    }

    @Test
    @DisplayName("calls by name, by receiver's type, through interfaces, embedding, go, defer and values")
    void kinds() {
        Program program = GoSources.program("""
                -- go.mod --
                module m.example/m
                -- store/store.go --
                package store
                type Reader interface { Read(id int) error }
                type Postgres struct{}
                func (p *Postgres) Read(id int) error { return p.query() }
                func (p *Postgres) query() error { return nil }
                type Cached struct { *Postgres }
                type Other struct{}
                func (o Other) Write() {}
                -- main.go --
                package main
                import "m.example/m/store"
                type app struct { reader store.Reader; cached store.Cached }
                func main() {
                	a := &app{}
                	a.run()
                	go a.loop()
                	defer a.stop()
                	f := a.stop
                	f()
                	pick[int](1, 2)
                	apply(pick[int])
                	apply[func(int, int) int](pick)
                }
                func pick[T any](one, other T) T { return one }
                func apply[F any](f F) {}
                func (a *app) run() {
                	_ = a.reader.Read(1)
                	_ = a.cached.Read(2)
                	func() { store.Other{}.Write() }()
                }
                func (a *app) loop() {}
                func (a *app) stop() {}
                """);
        assertThat(callers(program, "Postgres.query")).isEqualTo("CALL Postgres.Read");
        assertThat(callers(program, "Postgres.Read")).isEqualTo("CALL app.run, INTERFACE app.run");
        assertThat(callers(program, "app.run")).isEqualTo("CALL main");
        assertThat(callers(program, "app.loop")).isEqualTo("GO main");
        assertThat(callers(program, "app.stop")).isEqualTo("DEFER main, REFERENCE main");
        assertThat(callers(program, "pick")).isEqualTo("CALL main, REFERENCE main, REFERENCE main");
        assertThat(callers(program, "apply")).isEqualTo("CALL main, CALL main");
        assertThat(callers(program, "Other.Write")).isEqualTo("CALL func literal");
        assertThat(callers(program, "func literal")).isEqualTo("CALL app.run");
        assertThat(entries(program)).isEqualTo("""
                main MAIN
                app.loop GOROUTINE""");
    }

    @Test
    @DisplayName("handlers of the routers people use, and functions that only look like them")
    void handlers() {
        Program program = GoSources.program("""
                package main
                import (
                	"net/http"
                	"github.com/gin-gonic/gin"
                	"github.com/go-chi/chi/v5"
                	"github.com/gofiber/fiber/v2"
                	"github.com/labstack/echo/v4"
                	"github.com/spf13/cobra"
                )
                type api struct{}
                func (a *api) chi(w http.ResponseWriter, r *http.Request) { a.helper(w, r) }
                func (a *api) helper(w http.ResponseWriter, r *http.Request) {}
                func (a *api) gin(c *gin.Context) {}
                func (a *api) echo(c echo.Context) error { return nil }
                func (a *api) fiber(c *fiber.Ctx) error { return nil }
                func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {}
                func unused(w http.ResponseWriter, r *http.Request) {}
                func logging(next http.Handler) http.Handler {
                	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
                }
                func run(cmd *cobra.Command, args []string) error { return nil }
                func main() {
                	a := &api{}
                	r := chi.NewRouter()
                	r.Get("/", a.chi)
                	g := gin.New()
                	g.GET("/", a.gin)
                	echo.New().GET("/", a.echo)
                	fiber.New().Get("/", a.fiber)
                	_ = &cobra.Command{RunE: run}
                }
                """);
        assertThat(entries(program)).isEqualTo("""
                api.chi HANDLER
                api.gin HANDLER
                api.echo HANDLER
                api.fiber HANDLER
                api.ServeHTTP HANDLER
                func literal HANDLER
                run COMMAND
                main MAIN""");
    }

    @Test
    @DisplayName("a method that a struct has from an interface it embeds is run by what implements that interface")
    void embeddedInterfaces() {
        Program program = GoSources.program("""
                -- main.go --
                package main
                type users interface { find(id int) error }
                type store interface { users; close() error }
                type postgres struct{}
                func (p *postgres) find(id int) error { return nil }
                type service struct { users }
                func (s *service) close() error { return nil }
                type logged struct { store }
                func (l *logged) close() error { return l.store.close() }
                func run(s store) { s.find(1) }
                func main() { run(&logged{&service{&postgres{}}}) }
                """);
        assertThat(callers(program, "postgres.find")).isEqualTo("INTERFACE run");
        assertThat(callers(program, "service.close")).isEqualTo("INTERFACE logged.close");
    }

    @Test
    @DisplayName("a type implements an interface with all of its methods, not with the one that is called")
    void wholeInterfaces() {
        Program program = GoSources.program("""
                -- go.mod --
                module m.example/m
                -- main.go --
                package main
                import "context"
                type season struct{}
                type params struct{}
                type handler interface {
                	Current(ctx context.Context) error
                	Progress(ctx context.Context, p params) (*season, error)
                }
                type handlers struct{ s *service }
                func (h *handlers) Current(ctx context.Context) error { return h.s.Current(ctx) }
                func (h *handlers) Progress(ctx context.Context, p params) (*season, error) { return nil, nil }
                type service struct{}
                func (s *service) Current(ctx context.Context) error { return nil }
                func (s *service) Progress(ctx context.Context, id string) (*season, error) { return nil, nil }
                type cache struct{}
                func (c *cache) Current(ctx context.Context) error { return nil }
                func (c *cache) Progress(ctx context.Context, p params) (season, error) { return season{}, nil }
                func serve(h handler) { h.Current(context.Background()) }
                func main() { serve(&handlers{s: &service{}}) }
                """);
        Function serve = program.calls().functions().stream()
                .filter(function -> function.name().equals("serve"))
                .findFirst()
                .orElseThrow();
        assertThat(program.calls().callsIn(serve))
                .extracting(call -> call.callee().symbol())
                .containsExactly("handlers.Current");
    }

    @Test
    @DisplayName("implementations of generated and of imported server interfaces")
    void servers() {
        Program program = GoSources.program("""
                -- go.mod --
                module m.example/m
                -- oas/oas.go --
                // Code generated by ogen, DO NOT EDIT.
                package oas
                import "context"
                type Handler interface {
                	GetUser(ctx context.Context) error
                }
                type Querier interface { Find(ctx context.Context) error }
                -- main.go --
                package main
                import (
                	"context"
                	"m.example/m/oas"
                	"example.org/pb"
                	"google.golang.org/grpc"
                )
                type service struct{ q oas.Querier }
                func (s *service) GetUser(ctx context.Context) error { return s.q.Find(ctx) }
                func (s *service) Find(ctx context.Context) error { return nil }
                type users struct{ pb.UnimplementedUsersServer }
                func (u *users) Create(ctx context.Context, in *pb.CreateRequest) (*pb.User, error) { return nil, nil }
                func (u *users) Watch(in *pb.WatchRequest, stream pb.Users_WatchServer) error { return nil }
                func (u *users) helper(ctx context.Context) {}
                type admin struct{}
                func (a *admin) Drop(ctx context.Context, in *pb.DropRequest) (*pb.Empty, error) { return nil, nil }
                func main() {
                	s := grpc.NewServer()
                	pb.RegisterAdminServer(s, &admin{})
                }
                """);
        assertThat(entries(program)).isEqualTo("""
                service.GetUser SERVER_METHOD
                users.Create SERVER_METHOD
                users.Watch SERVER_METHOD
                admin.Drop SERVER_METHOD
                main MAIN""");
    }
}
