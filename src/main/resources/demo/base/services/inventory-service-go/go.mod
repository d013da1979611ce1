module github.com/acme/arena/services/inventory-service-go

go 1.22

require (
	github.com/jackc/pgx/v5 v5.5.5
	github.com/prometheus/client_golang v1.16.0
)
