// Command inventory-service-go knows who owns what.
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

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/acme/arena/services/inventory-service-go/items"
)

// The limits of the pool stand in the connection string; the password comes from PGPASSFILE.
const dsn = "postgres://inventory@db.internal/inventory?pool_max_conns=40&pool_min_conns=8&pool_max_conn_lifetime=30m"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	pool, err := pgxpool.New(ctx, dsn)
	if err != nil {
		slog.Error("open the pool", "error", err)
		os.Exit(1)
	}
	items.ExportPoolMetrics("inventory", pool)
	archive, err := items.OpenArchive(ctx)
	if err != nil {
		slog.Error("open the archive", "error", err)
		os.Exit(1)
	}

	server := newServer(items.NewHandler(items.NewStore(pool)), archive)
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		_ = server.Shutdown(grace)
	}()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		slog.Error("serve", "error", err)
	}
	pool.Close()
}

func newServer(handler *items.Handler, archive *items.Archive) *http.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("/items", handler.List)
	mux.HandleFunc("/items/give", handler.Give)
	mux.HandleFunc("/items/reward", handler.Reward)
	mux.HandleFunc("/items/archived", archive.Count)
	mux.HandleFunc("/health", handler.Health)
	mux.HandleFunc("/ready", handler.Ready)
	mux.Handle("/metrics", promhttp.Handler())

	server := &http.Server{Addr: ":8080", Handler: mux}
	server.ReadTimeout = 10 * time.Second
	server.WriteTimeout = 10 * time.Second
	server.IdleTimeout = 120 * time.Second
	server.MaxHeaderBytes = 1 << 20
	return server
}
