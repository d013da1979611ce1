package guild

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"
)

// Online knows which members play right now.
type Online struct {
	client *redis.Client
}

// NewOnline connects to Redis.
func NewOnline(addr string) *Online {
	return &Online{client: redis.NewClient(&redis.Options{
		Addr:        addr,
		DialTimeout: 5 * time.Second,
	})}
}

// Count returns how many members of a guild play.
func (o *Online) Count(ctx context.Context, guild string) (int64, error) {
	return o.client.SCard(ctx, "online:"+guild).Result()
}
