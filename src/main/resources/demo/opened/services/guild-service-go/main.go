// Command guild-service-go keeps guilds and their members.
package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/acme/arena/services/guild-service-go/internal/guild"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	store, err := guild.Open(os.Getenv("DATABASE_URL"))
	if err != nil {
		slog.Error("open the database", "error", err)
		os.Exit(1)
	}
	rankings, err := guild.OpenRankings(os.Getenv("REPORTING_DATABASE_URL"))
	if err != nil {
		slog.Error("open the reporting database", "error", err)
		os.Exit(1)
	}
	go rankings.Refresh(ctx, time.Minute)
	online := guild.NewOnline(os.Getenv("REDIS_ADDR"))
	server := &http.Server{
		Addr:         ":8080",
		Handler:      routes(guild.NewHandler(store, online), rankings),
		ReadTimeout:  10 * time.Second,
		WriteTimeout: 10 * time.Second,
		IdleTimeout:  120 * time.Second,
	}
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		_ = server.Shutdown(grace)
	}()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		slog.Error("serve", "error", err)
	}
}

func routes(handler *guild.Handler, rankings *guild.Rankings) http.Handler {
	r := chi.NewRouter()
	r.Group(func(r chi.Router) {
		r.Use(middleware.Timeout(5 * time.Second))
		r.Get("/guilds/{id}", handler.Get)
		r.Get("/guilds/{id}/members", handler.Members)
		r.Get("/rankings", rankings.Get)
		r.Get("/ready", handler.Ready)
	})
	r.Get("/health", handler.Health)
	r.Handle("/metrics", promhttp.Handler())
	return r
}
