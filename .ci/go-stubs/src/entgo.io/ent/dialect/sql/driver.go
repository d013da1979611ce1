// Package sql declares what the rules' examples use of ent's driver, for the type checker alone.
package sql

import "database/sql"

type Driver struct{}

func Open(dialect, source string) (*Driver, error) { panic("declaration only") }

func (d Driver) DB() *sql.DB { panic("declaration only") }
