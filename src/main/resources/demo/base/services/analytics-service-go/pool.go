package main

import (
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

// limit bounds what one replica takes from the database.
func limit(config *pgxpool.Config) {
	config.MaxConns = 50
	config.MinConns = 10
	config.MaxConnLifetime = 30 * time.Minute
	config.MaxConnIdleTime = 5 * time.Minute
}

func export(pool *pgxpool.Pool) {
	promauto.NewGaugeFunc(prometheus.GaugeOpts{Name: "analytics_db_connections"}, func() float64 {
		return float64(pool.Stat().TotalConns())
	})
}
