module github.com/acme/arena/services/combat-service-go

go 1.22

require (
	github.com/go-chi/chi/v5 v5.0.12
	github.com/jackc/pgx/v5 v5.5.5
	github.com/prometheus/client_golang v1.16.0
	github.com/redis/go-redis/v9 v9.5.1
)
