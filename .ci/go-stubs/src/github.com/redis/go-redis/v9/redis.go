// Package redis declares what the rules' examples use of go-redis v9, for the type checker alone.
package redis

import (
	"context"
	"time"
)

type Options struct {
	Addr                  string
	DialTimeout           time.Duration
	ReadTimeout           time.Duration
	WriteTimeout          time.Duration
	ContextTimeoutEnabled bool
	PoolSize              int
	PoolTimeout           time.Duration
	MinIdleConns          int
}

type Cmder interface{ Err() error }

type baseCmd struct{ err error }

func (cmd *baseCmd) Err() error { return cmd.err }

type StatusCmd struct{ baseCmd }

type StringCmd struct{ baseCmd }

type cmdable func(ctx context.Context, cmd Cmder) error

func (c cmdable) Get(ctx context.Context, key string) *StringCmd { panic("declaration only") }

func (c cmdable) Set(ctx context.Context, key string, value interface{}, expiration time.Duration) *StatusCmd {
	panic("declaration only")
}

type Client struct{ cmdable }

func NewClient(opt *Options) *Client { panic("declaration only") }

func (c *Client) Options() *Options { panic("declaration only") }
