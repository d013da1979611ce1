package guild

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// Ranked is a guild's place in the season.
type Ranked struct {
	Guild  string `json:"guild"`
	Points int64  `json:"points"`
}

// Rankings holds the season's best guilds, read from the reporting database.
type Rankings struct {
	db   *sql.DB
	best atomic.Pointer[[]Ranked]
}

// OpenRankings connects to the reporting database.
func OpenRankings(dsn string) (*Rankings, error) {
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		return nil, fmt.Errorf("REPORTING_DATABASE_URL: %w", err)
	}
	prometheus.MustRegister(collectors.NewDBStatsCollector(db, "rankings"))
	return &Rankings{db: db}, nil
}

// Refresh reads the rankings again and again until ctx ends.
func (r *Rankings) Refresh(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if err := r.read(ctx); err != nil {
				slog.Error("read the rankings", "error", err)
			}
		}
	}
}

func (r *Rankings) read(ctx context.Context) error {
	rows, err := r.db.QueryContext(ctx, "SELECT guild, points FROM season_points ORDER BY points DESC LIMIT 100")
	if err != nil {
		return err
	}
	defer rows.Close()
	best := make([]Ranked, 0, 100)
	for rows.Next() {
		var ranked Ranked
		if err := rows.Scan(&ranked.Guild, &ranked.Points); err != nil {
			return err
		}
		best = append(best, ranked)
	}
	r.best.Store(&best)
	return rows.Err()
}

// Get answers GET /rankings.
func (r *Rankings) Get(w http.ResponseWriter, _ *http.Request) {
	best := r.best.Load()
	if best == nil {
		http.Error(w, "not read yet", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(best)
}
