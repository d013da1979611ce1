package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

const queue = "events"

// events is the queue that the game servers write to.
type events struct {
	client redis.UniversalClient
}

func newEvents(addrs string) *events {
	return &events{client: redis.NewUniversalClient(&redis.UniversalOptions{
		Addrs:        strings.Split(addrs, ","),
		PoolSize:     50,
		MinIdleConns: 10,
		DialTimeout:  5 * time.Second,
	})}
}

func (e *events) take(ctx context.Context, most int) ([]string, error) {
	return e.client.LPopCount(ctx, queue, most).Result()
}

func (e *events) waiting(ctx context.Context) (int64, error) {
	return e.client.LLen(ctx, queue).Result()
}

// live streams how many events wait, once a second.
func live(events *events) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		flusher, ok := w.(http.Flusher)
		if !ok {
			http.Error(w, "cannot stream", http.StatusNotImplemented)
			return
		}
		w.Header().Set("Content-Type", "text/event-stream")
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
		for {
			select {
			case <-r.Context().Done():
				return
			case <-ticker.C:
				waiting, err := events.waiting(r.Context())
				if err != nil {
					return
				}
				fmt.Fprintf(w, "data: %d\n\n", waiting)
				flusher.Flush()
			}
		}
	}
}
