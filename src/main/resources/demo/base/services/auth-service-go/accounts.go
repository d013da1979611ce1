package main

import (
	"context"
	"crypto/subtle"
	"database/sql"
	"encoding/json"
	"log/slog"
	"net/http"
	"time"
)

const maxBody = 4 << 10

type accounts struct {
	db     *sql.DB
	tokens *tokens
}

type credentials struct {
	Name     string `json:"name"`
	Password string `json:"password"`
}

func (a *accounts) login(w http.ResponseWriter, r *http.Request) {
	var given credentials
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(&given); err != nil {
		http.Error(w, "malformed request", http.StatusBadRequest)
		return
	}
	digest, err := a.digest(r.Context(), given.Name)
	if err != nil || subtle.ConstantTimeCompare(digest, hash(given.Password)) != 1 {
		http.Error(w, "unknown name or password", http.StatusUnauthorized)
		return
	}
	token, err := a.tokens.issue(r.Context(), given.Name)
	if err != nil {
		slog.Error("issue a token", "error", err)
		http.Error(w, "try again later", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]string{"token": token})
}

func (a *accounts) logout(w http.ResponseWriter, r *http.Request) {
	if err := a.tokens.revoke(r.Context(), r.Header.Get("Authorization")); err != nil {
		slog.Error("revoke a token", "error", err)
	}
	w.WriteHeader(http.StatusNoContent)
}

func (a *accounts) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	if err := a.db.PingContext(ctx); err != nil {
		http.Error(w, "database", http.StatusServiceUnavailable)
	}
}

func (a *accounts) digest(ctx context.Context, name string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	var digest []byte
	err := a.db.QueryRowContext(ctx, "SELECT digest FROM accounts WHERE name = $1", name).Scan(&digest)
	return digest, err
}
