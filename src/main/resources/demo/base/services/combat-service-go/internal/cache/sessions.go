// Package cache keeps what may be lost in Redis.
package cache

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"
)

const (
	sessionTTL    = 5 * time.Minute
	cacheDeadline = 10 * time.Millisecond
)

// Sessions remembers which player fights where.
type Sessions struct {
	client *redis.Client
}

// NewSessions connects to Redis.
func NewSessions(addr string) *Sessions {
	return &Sessions{client: redis.NewClient(&redis.Options{
		Addr:                  addr,
		PoolSize:              50,
		MinIdleConns:          10,
		DialTimeout:           5 * time.Second,
		ContextTimeoutEnabled: true,
	})}
}

// Join puts a player into an arena.
func (s *Sessions) Join(ctx context.Context, player, arena string) error {
	ctx, cancel := context.WithTimeout(ctx, cacheDeadline)
	defer cancel()
	return s.client.Set(ctx, "session:"+player, arena, sessionTTL).Err()
}

// Arena returns where a player fights.
func (s *Sessions) Arena(ctx context.Context, player string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, cacheDeadline)
	defer cancel()
	return s.client.Get(ctx, "session:"+player).Result()
}

// Close gives the connections back.
func (s *Sessions) Close() error {
	return s.client.Close()
}
