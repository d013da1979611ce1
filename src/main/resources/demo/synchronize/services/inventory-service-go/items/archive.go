package items

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// The archive is a database of its own on the same host.
const archiveDSN = "postgres://inventory@db.internal/archive?sslmode=verify-full"

// Archive knows the items of past seasons.
type Archive struct {
	pool *pgxpool.Pool
}

// OpenArchive connects to the archive's database.
func OpenArchive(ctx context.Context) (*Archive, error) {
	pool, err := pgxpool.New(ctx, archiveDSN)
	if err != nil {
		return nil, fmt.Errorf("open the archive: %w", err)
	}
	ExportPoolMetrics("archive", pool)
	return &Archive{pool: pool}, nil
}

// Count answers GET /items/archived?player=….
func (a *Archive) Count(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	var count int64
	player := r.URL.Query().Get("player")
	err := a.pool.QueryRow(ctx, "SELECT count(*) FROM archived_items WHERE player = $1", player).Scan(&count)
	if err != nil {
		slog.Error("count archived items", "error", err)
		http.Error(w, "try again later", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, count)
}
