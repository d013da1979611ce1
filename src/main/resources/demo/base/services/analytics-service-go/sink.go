package main

import (
	"context"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const batchSize = 500

// sink moves events from Redis to PostgreSQL.
type sink struct {
	pool   *pgxpool.Pool
	events *events
}

func newSink(pool *pgxpool.Pool, events *events) *sink {
	return &sink{pool: pool, events: events}
}

func (s *sink) run(ctx context.Context) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if err := s.flush(ctx); err != nil {
				slog.Error("flush events", "error", err)
			}
		}
	}
}

func (s *sink) flush(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	batch, err := s.events.take(ctx, batchSize)
	if err != nil || len(batch) == 0 {
		return err
	}
	rows := make([][]any, 0, len(batch))
	for _, event := range batch {
		rows = append(rows, []any{event})
	}
	_, err = s.pool.CopyFrom(ctx, pgx.Identifier{"events"}, []string{"body"}, pgx.CopyFromRows(rows))
	return err
}
