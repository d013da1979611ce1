package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/redis/go-redis/v9"
)

const tokenTTL = 12 * time.Hour

type tokens struct {
	client *redis.Client
}

func newTokens(addr string) *tokens {
	options := &redis.Options{Addr: addr, DialTimeout: 5 * time.Second}
	options.PoolSize = 50
	options.MinIdleConns = 10
	return &tokens{client: redis.NewClient(options)}
}

func (t *tokens) issue(ctx context.Context, name string) (string, error) {
	var random [32]byte
	if _, err := rand.Read(random[:]); err != nil {
		return "", err
	}
	token := hex.EncodeToString(random[:])
	return token, t.client.Set(ctx, "token:"+token, name, tokenTTL).Err()
}

func (t *tokens) revoke(ctx context.Context, token string) error {
	return t.client.Del(ctx, "token:"+token).Err()
}

func hash(password string) []byte {
	sum := sha256.Sum256([]byte(password))
	return sum[:]
}
