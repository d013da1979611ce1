// Package gorm declares what the rules' examples use of the first gorm, for the type checker alone.
package gorm

import "database/sql"

type DB struct{}

func Open(dialect string, args ...interface{}) (db *DB, err error) { panic("declaration only") }

func (s *DB) DB() *sql.DB { panic("declaration only") }
