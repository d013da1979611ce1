// Package pgconn declares what the rules' examples use of pgx v5, for the type checker alone.
package pgconn

type CommandTag struct{ s string }
