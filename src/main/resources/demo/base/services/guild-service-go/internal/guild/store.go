// Package guild is the model and the stores of guilds.
package guild

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// Guild is a group of players with a name.
type Guild struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Members int64  `json:"members"`
}

// Store keeps guilds in PostgreSQL.
type Store struct {
	db *sql.DB
}

// Open connects to the database.
func Open(dsn string) (*Store, error) {
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		return nil, fmt.Errorf("DATABASE_URL: %w", err)
	}
	store := &Store{db: db}
	store.limit()
	prometheus.MustRegister(collectors.NewDBStatsCollector(db, "guild"))
	return store, nil
}

func (s *Store) limit() {
	s.db.SetMaxOpenConns(50)
	s.db.SetMaxIdleConns(10)
	s.db.SetConnMaxLifetime(30 * time.Minute)
	s.db.SetConnMaxIdleTime(5 * time.Minute)
}

// Find returns one guild by its id.
func (s *Store) Find(ctx context.Context, id string) (Guild, error) {
	var g Guild
	err := s.db.QueryRowContext(ctx, "SELECT id, name, members FROM guilds WHERE id = $1", id).
		Scan(&g.ID, &g.Name, &g.Members)
	return g, err
}

// Members returns the names of a guild's members.
func (s *Store) Members(ctx context.Context, id string) ([]string, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT player FROM members WHERE guild = $1 LIMIT 200", id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

// Ping says whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	return s.db.PingContext(ctx)
}
