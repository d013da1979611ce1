// Package items is the inventory.
package items

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

// Item is a stack of one kind of thing.
type Item struct {
	Kind  string `json:"kind"`
	Count int64  `json:"count"`
}

// Store keeps items in PostgreSQL.
type Store struct {
	pool *pgxpool.Pool
}

// NewStore returns the store behind the pool.
func NewStore(pool *pgxpool.Pool) *Store {
	return &Store{pool: pool}
}

// List returns the items of a player.
func (s *Store) List(ctx context.Context, player string) ([]Item, error) {
	rows, err := s.pool.Query(ctx, "SELECT kind, count FROM items WHERE player = $1 LIMIT 500", player)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Item])
}

// Give adds items to several players in one round trip.
func (s *Store) Give(ctx context.Context, players []string, item Item) error {
	_, err := s.pool.Exec(ctx, `
		INSERT INTO items (player, kind, count)
		SELECT unnest($1::text[]), $2, $3
		ON CONFLICT (player, kind) DO UPDATE SET count = items.count + excluded.count`,
		players, item.Kind, item.Count)
	return err
}

// Ping says whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	return s.pool.Ping(ctx)
}

// ExportPoolMetrics shows a pool to Prometheus under its name.
func ExportPoolMetrics(name string, pool *pgxpool.Pool) {
	promauto.NewGaugeFunc(prometheus.GaugeOpts{Name: name + "_db_acquired"}, func() float64 {
		return float64(pool.Stat().AcquiredConns())
	})
	promauto.NewGaugeFunc(prometheus.GaugeOpts{Name: name + "_db_idle"}, func() float64 {
		return float64(pool.Stat().IdleConns())
	})
}
