package items

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"time"
)

// Handler answers requests about items.
type Handler struct {
	store *Store
}

// NewHandler returns a handler on the store.
func NewHandler(store *Store) *Handler {
	return &Handler{store: store}
}

// List answers GET /items?player=….
func (h *Handler) List(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	items, err := h.store.List(ctx, r.URL.Query().Get("player"))
	if err != nil {
		slog.Error("list items", "error", err)
		http.Error(w, "try again later", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(items)
}

// Give answers POST /items/give.
func (h *Handler) Give(w http.ResponseWriter, r *http.Request) {
	var gift struct {
		Players []string `json:"players"`
		Item    Item     `json:"item"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 64<<10)).Decode(&gift); err != nil {
		http.Error(w, "malformed request", http.StatusBadRequest)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	if err := h.store.Give(ctx, gift.Players, gift.Item); err != nil {
		slog.Error("give items", "error", err)
		http.Error(w, "try again later", http.StatusServiceUnavailable)
	}
}

// Health says that the process lives.
func (h *Handler) Health(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(http.StatusOK)
}

// Ready says whether requests can be served.
func (h *Handler) Ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	if err := h.store.Ping(ctx); err != nil {
		http.Error(w, "database", http.StatusServiceUnavailable)
	}
}
