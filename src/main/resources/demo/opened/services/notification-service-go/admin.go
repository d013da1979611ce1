package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/redis/go-redis/v9"
)

// serveAdmin shows operators what waits, on a port of its own.
func serveAdmin(client *redis.Client) {
	mux := http.NewServeMux()
	mux.HandleFunc("/waiting", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), time.Second)
		defer cancel()
		waiting, err := client.LLen(ctx, "notifications").Result()
		if err != nil {
			http.Error(w, "redis", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, waiting)
	})
	if err := http.ListenAndServe(":8081", mux); err != nil {
		slog.Error("serve the admin port", "error", err)
	}
}
