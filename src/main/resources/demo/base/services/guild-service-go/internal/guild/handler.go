package guild

import (
	"encoding/json"
	"log/slog"
	"net/http"

	"github.com/go-chi/chi/v5"
)

// Handler answers requests about guilds.
type Handler struct {
	store  *Store
	online *Online
}

// NewHandler returns a handler on these stores.
func NewHandler(store *Store, online *Online) *Handler {
	return &Handler{store: store, online: online}
}

// Get answers GET /guilds/{id}.
func (h *Handler) Get(w http.ResponseWriter, r *http.Request) {
	found, err := h.store.Find(r.Context(), chi.URLParam(r, "id"))
	if err != nil {
		slog.Error("find a guild", "error", err)
		http.Error(w, "try again later", http.StatusServiceUnavailable)
		return
	}
	online, err := h.online.Count(r.Context(), found.ID)
	if err != nil {
		slog.Warn("count who plays", "error", err)
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(struct {
		Guild
		Online int64 `json:"online"`
	}{found, online})
}

// Members answers GET /guilds/{id}/members.
func (h *Handler) Members(w http.ResponseWriter, r *http.Request) {
	names, err := h.store.Members(r.Context(), chi.URLParam(r, "id"))
	if err != nil {
		slog.Error("list members", "error", err)
		http.Error(w, "try again later", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(names)
}

// Health says that the process lives.
func (h *Handler) Health(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(http.StatusOK)
}

// Ready says whether requests can be served.
func (h *Handler) Ready(w http.ResponseWriter, r *http.Request) {
	if err := h.store.Ping(r.Context()); err != nil {
		http.Error(w, "database", http.StatusServiceUnavailable)
	}
}
