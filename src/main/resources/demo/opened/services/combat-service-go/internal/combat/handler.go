// Package combat answers the requests about fights.
package combat

import (
	"context"
	"log/slog"

	"github.com/acme/arena/services/combat-service-go/internal/api"
	"github.com/acme/arena/services/combat-service-go/internal/cache"
	"github.com/acme/arena/services/combat-service-go/internal/store"
)

// Handler implements api.Handler.
type Handler struct {
	fights      *store.Fights
	sessions    *cache.Sessions
	leaderboard *cache.Leaderboard
}

var _ api.Handler = (*Handler)(nil)

// NewHandler returns a handler on these stores.
func NewHandler(fights *store.Fights, sessions *cache.Sessions, leaderboard *cache.Leaderboard) *Handler {
	return &Handler{fights: fights, sessions: sessions, leaderboard: leaderboard}
}

// GetFight implements GET /fights/{id}.
func (h *Handler) GetFight(ctx context.Context, params api.GetFightParams) (*api.Fight, error) {
	fight, err := h.fights.Find(ctx, params.ID)
	if err != nil {
		return nil, err
	}
	if fight.Ranked {
		if err := h.leaderboard.Add(ctx, fight.Winner, fight.Damage); err != nil {
			slog.Warn("rank a fight", "error", err)
		}
	}
	return &api.Fight{ID: fight.ID, Winner: fight.Winner, Damage: fight.Damage}, nil
}

// PutSession implements PUT /sessions/{player}.
func (h *Handler) PutSession(ctx context.Context, params api.PutSessionParams) error {
	return h.sessions.Join(ctx, params.Player, params.Arena)
}

// Ready implements GET /ready.
func (h *Handler) Ready(ctx context.Context) error {
	return h.fights.Ready(ctx)
}
