package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

const queryDeadline = 50 * time.Millisecond

// Fight is a duel with its result.
type Fight struct {
	StartedAt time.Time
	ID        string
	Winner    string
	Damage    int64
	Ranked    bool
}

// Fights reads and writes fights.
type Fights struct {
	pool *pgxpool.Pool
}

// NewFights returns the fights kept behind the pool.
func NewFights(pool *pgxpool.Pool) *Fights {
	return &Fights{pool: pool}
}

// Find returns one fight by its id.
func (f *Fights) Find(ctx context.Context, id string) (Fight, error) {
	ctx, cancel := context.WithTimeout(ctx, queryDeadline)
	defer cancel()
	var fight Fight
	err := f.pool.QueryRow(ctx, `
		SELECT id, winner, damage, ranked, started_at
		FROM fights
		WHERE id = $1`, id).
		Scan(&fight.ID, &fight.Winner, &fight.Damage, &fight.Ranked, &fight.StartedAt)
	if err != nil {
		return Fight{}, fmt.Errorf("find fight: %w", err)
	}
	return fight, nil
}

// Save stores the result of a fight.
func (f *Fights) Save(ctx context.Context, fight Fight) error {
	ctx, cancel := context.WithTimeout(ctx, queryDeadline)
	defer cancel()
	_, err := f.pool.Exec(ctx, `
		INSERT INTO fights (id, winner, damage, ranked, started_at)
		VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (id) DO NOTHING`,
		fight.ID, fight.Winner, fight.Damage, fight.Ranked, fight.StartedAt)
	if err != nil {
		return fmt.Errorf("save fight: %w", err)
	}
	return nil
}

// Ready says whether the database answers.
func (f *Fights) Ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	return f.pool.Ping(ctx)
}
