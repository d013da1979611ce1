module github.com/acme/arena/services/notification-service-go

go 1.22

require (
	github.com/prometheus/client_golang v1.16.0
	github.com/redis/go-redis/v9 v9.5.1
)
