// Package pgxpool declares what the rules' examples use of pgx v5's pool, for the type checker alone.
package pgxpool

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

type Config struct {
	MaxConnLifetime time.Duration
	MaxConnIdleTime time.Duration
	MaxConns        int32
	MinConns        int32
}

func ParseConfig(connString string) (*Config, error) { panic("declaration only") }

type Pool struct{ config *Config }

func New(ctx context.Context, connString string) (*Pool, error) { panic("declaration only") }

func NewWithConfig(ctx context.Context, config *Config) (*Pool, error) { panic("declaration only") }

func (p *Pool) Begin(ctx context.Context) (pgx.Tx, error) { panic("declaration only") }
