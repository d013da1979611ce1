// Command combat-service-go settles the fights of the arena.
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

	"github.com/acme/arena/services/combat-service-go/internal/api"
	"github.com/acme/arena/services/combat-service-go/internal/cache"
	"github.com/acme/arena/services/combat-service-go/internal/combat"
	"github.com/acme/arena/services/combat-service-go/internal/store"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil {
		slog.Error("combat stopped", "error", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	pool, err := store.Open(ctx, os.Getenv("DATABASE_URL"))
	if err != nil {
		return err
	}
	defer pool.Close()
	sessions := cache.NewSessions(os.Getenv("REDIS_ADDR"))
	defer sessions.Close()
	leaderboard := cache.NewLeaderboard(os.Getenv("RANKINGS_REDIS_ADDR"))
	defer leaderboard.Close()

	server := &http.Server{
		Addr:           ":8080",
		Handler:        api.NewRouter(combat.NewHandler(store.NewFights(pool), sessions, leaderboard)),
		ReadTimeout:    10 * time.Second,
		WriteTimeout:   10 * time.Second,
		IdleTimeout:    120 * time.Second,
		MaxHeaderBytes: 1 << 20,
	}
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		if err := server.Shutdown(grace); err != nil {
			slog.Warn("requests were cut off", "error", err)
		}
	}()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
