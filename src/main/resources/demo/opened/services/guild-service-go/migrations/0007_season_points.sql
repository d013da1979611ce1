CREATE TABLE season_points (
    guild  text PRIMARY KEY REFERENCES guilds (id),
    points bigint NOT NULL DEFAULT 0
);
CREATE INDEX season_points_by_points ON season_points (points DESC);
