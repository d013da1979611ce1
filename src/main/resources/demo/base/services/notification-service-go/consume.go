package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// consume sends one notification after the other until ctx ends.
func consume(ctx context.Context, client *redis.Client, sender *sender) {
	for ctx.Err() == nil {
		next, err := client.BLPop(ctx, 30*time.Second, "notifications").Result()
		if errors.Is(err, redis.Nil) {
			continue
		}
		if err != nil {
			slog.Error("take a notification", "error", err)
			continue
		}
		if err := sender.send(ctx, next[1]); err != nil {
			slog.Error("send a notification", "error", err)
		}
	}
}

type sender struct {
	client *http.Client
	url    string
}

func (s *sender) send(ctx context.Context, body string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url, strings.NewReader(body))
	if err != nil {
		return err
	}
	response, err := s.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode >= http.StatusMultipleChoices {
		return fmt.Errorf("push server answered %s", response.Status)
	}
	return nil
}
