package cache

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"
)

// Leaderboard ranks the players of a season.
type Leaderboard struct {
	client *redis.Client
}

// NewLeaderboard connects to the Redis of the rankings, which is not that of the sessions.
func NewLeaderboard(addr string) *Leaderboard {
	return &Leaderboard{client: redis.NewClient(&redis.Options{
		Addr:                  addr,
		PoolSize:              50,
		MinIdleConns:          10,
		DialTimeout:           5 * time.Second,
		ContextTimeoutEnabled: true,
	})}
}

// Add credits a player with the damage of a fight.
func (l *Leaderboard) Add(ctx context.Context, player string, damage int64) error {
	ctx, cancel := context.WithTimeout(ctx, cacheDeadline)
	defer cancel()
	return l.client.ZIncrBy(ctx, "season", float64(damage), player).Err()
}

// Close gives the connections back.
func (l *Leaderboard) Close() error {
	return l.client.Close()
}
