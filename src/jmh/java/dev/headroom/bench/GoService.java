package dev.headroom.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headroom.golang.syntax.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** A service in Go of any number of files, the same with each call: handlers over a store over a database. */
final class GoService {
    private static final String MODULE = "module example.com/shop\n\ngo 1.22\n";

    private static final String MAIN = """
            package main

            import (
            	"database/sql"
            	"log"
            	"net/http"
            )

            type server struct {
            	open bool
            	db   *sql.DB
            	name string
            }

            func main() {
            	db, err := sql.Open("pgx", "postgres://localhost/shop")
            	if err != nil {
            		log.Fatal(err)
            	}
            	s := &server{db: db, name: "shop"}
            	http.HandleFunc("/items", s.items0)
            	log.Fatal(http.ListenAndServe(":8080", nil))
            }
            """;

    private static final String HANDLERS = """
            package main

            import (
            	"context"
            	"encoding/json"
            	"fmt"
            	"net/http"
            	"strings"
            )

            type item% struct {
            	Sold  bool   `json:"sold"`
            	Price int64  `json:"price"`
            	Gone  bool   `json:"gone"`
            	Name  string `json:"name"`
            }

            func (s *server) items%(w http.ResponseWriter, r *http.Request) {
            	found, err := s.list%(r.Context(), r.URL.Query().Get("name"))
            	if err != nil {
            		http.Error(w, err.Error(), http.StatusInternalServerError)
            		return
            	}
            	if err := json.NewEncoder(w).Encode(found); err != nil {
            		fmt.Println(err)
            	}
            }

            func (s *server) list%(ctx context.Context, name string) ([]item%, error) {
            	rows, err := s.db.QueryContext(ctx, "SELECT name, price FROM items WHERE name = $1", name)
            	if err != nil {
            		return nil, fmt.Errorf("list items: %w", err)
            	}
            	defer rows.Close()
            	var found []item%
            	for rows.Next() {
            		var each item%
            		if err := rows.Scan(&each.Name, &each.Price); err != nil {
            			return nil, err
            		}
            		if strings.HasPrefix(each.Name, "a") {
            			found = append(found, each)
            		}
            	}
            	return found, rows.Err()
            }
            """;

    private GoService() {}

    /** @param count how many files have handlers, some 1,100 bytes each */
    static List<SourceFile> files(int count) {
        List<SourceFile> files = new ArrayList<>();
        files.add(file("go.mod", MODULE));
        files.add(file("main.go", MAIN));
        for (int i = 0; i < count; i++) {
            files.add(handlers(i));
        }
        return files;
    }

    static SourceFile handlers(int number) {
        return file("items" + number + ".go", HANDLERS.replaceAll("%(?!w\\b)", Integer.toString(number)));
    }

    private static SourceFile file(String path, String text) {
        return new SourceFile(path, text.getBytes(UTF_8));
    }
}
