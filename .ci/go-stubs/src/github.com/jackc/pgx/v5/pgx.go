// Package pgx declares what the rules' examples use of pgx v5, for the type checker alone.
package pgx

import (
	"context"

	"github.com/jackc/pgx/v5/pgconn"
)

type Tx interface {
	Begin(ctx context.Context) (Tx, error)
	Commit(ctx context.Context) error
	Rollback(ctx context.Context) error
	Exec(ctx context.Context, sql string, arguments ...any) (commandTag pgconn.CommandTag, err error)
}
