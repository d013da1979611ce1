package dev.headroom.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.config.RepositoryConfig;
import dev.headroom.rule.RuleCatalogue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The deadlines that are proposed where a function is hot: a cache answers sooner than a database, a service later. */
class HotDeadlineTest {
    private static final String SERVICE = """
            -- go.mod --
            module example.com/combat
            -- main.go --
            package main

            import (
            	"context"
            	"database/sql"
            	"net/http"

            	"github.com/redis/go-redis/v9"
            )

            type Store struct {
            	db    *sql.DB
            	cache *redis.Client
            	http  *http.Client
            }

            func (s *Store) Database(ctx context.Context) error {
            	_, err := s.db.ExecContext(ctx, "delete from hits")
            	return err
            }

            func (s *Store) Cache(ctx context.Context) error {
            	return s.cache.Get(ctx, "hits").Err()
            }

            func (s *Store) Both(ctx context.Context) error {
            	_, err := s.db.ExecContext(ctx, "delete from hits")
            	if err != nil {
            		return err
            	}
            	return s.cache.Get(ctx, "hits").Err()
            }

            func main() {
            	db, _ := sql.Open("pgx", "")
            	db.SetMaxOpenConns(4)
            	cache := redis.NewClient(&redis.Options{PoolSize: 4, ReadTimeout: -1})
            	s := &Store{db: db, cache: cache, http: &http.Client{}}
            	_ = s.Database(context.Background())
            	_ = s.Cache(context.Background())
            	_ = s.Both(context.Background())
            }
            """;

    private static String deadline(String symbol, String... hotPaths) {
        RepositoryConfig defaults = RepositoryConfig.defaults();
        RepositoryConfig config = new RepositoryConfig(
                defaults.serviceRoots(), Map.of(), defaults.review(), List.of(hotPaths), defaults.campaign());
        return new Analyzer(RuleCatalogue.builtin())
                .analyze(Trial.files(SERVICE), config).findings().stream()
                        .filter(finding -> finding.rule().equals("context-deadline-missing"))
                        .filter(finding -> finding.symbol().equals(symbol))
                        .map(finding -> finding.fix().orElseThrow().title())
                        .findFirst()
                        .orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "Store.Database, 'Wait 5 s at most', 'Wait 50 ms at most, since the function is hot'",
        "Store.Cache, 'Wait 5 s at most', 'Wait 10 ms at most, since the function is hot'",
        "Store.Both, 'Wait 5 s at most', 'Wait 50 ms at most, since the function is hot'"
    })
    void areShorter(String symbol, String cold, String hot) {
        assertThat(deadline(symbol)).isEqualTo(cold);
        assertThat(deadline(symbol, "main.go#" + symbol)).isEqualTo(hot);
    }
}
