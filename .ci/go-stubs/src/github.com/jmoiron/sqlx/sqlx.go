// Package sqlx declares what the rules' examples use of sqlx, for the type checker alone.
package sqlx

import (
	"context"
	"database/sql"
)

type QueryerContext interface {
	QueryContext(ctx context.Context, query string, args ...interface{}) (*sql.Rows, error)
	QueryxContext(ctx context.Context, query string, args ...interface{}) (*Rows, error)
	QueryRowxContext(ctx context.Context, query string, args ...interface{}) *Row
}

type ExecerContext interface {
	ExecContext(ctx context.Context, query string, args ...interface{}) (sql.Result, error)
}

type ExtContext interface {
	QueryerContext
	ExecerContext
}

type Rows struct{ *sql.Rows }

type Row struct{ err error }

type DB struct{ *sql.DB }

func Open(driverName, dataSourceName string) (*DB, error) { panic("declaration only") }

func (db *DB) Queryx(query string, args ...interface{}) (*Rows, error) { panic("declaration only") }

func (db *DB) QueryxContext(ctx context.Context, query string, args ...interface{}) (*Rows, error) {
	panic("declaration only")
}

func (db *DB) QueryRowxContext(ctx context.Context, query string, args ...interface{}) *Row {
	panic("declaration only")
}

func NamedExecContext(ctx context.Context, e ExtContext, query string, arg interface{}) (sql.Result, error) {
	panic("declaration only")
}
