package dev.headroom.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.golang.types.GoFile;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WorkspaceTest {

    private static String describe(Workspace workspace) {
        return workspace.programs().stream()
                .map(program -> (program.service() ? "service " : "library ")
                        + program.name()
                        + " in "
                        + program.root()
                        + ": "
                        + program.files().stream().map(GoFile::path).sorted().collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
    }

    @Test
    @DisplayName("a module a service, with the packages it imports and nothing else")
    void moduleAService() {
        assertThat(describe(GoSources.workspace("""
                -- services/combat/go.mod --
                module example.com/fleet/combat
                -- services/combat/main.go --
                package main
                import "example.com/fleet/combat/internal/db"
                func main() { db.Open() }
                -- services/combat/internal/db/db.go --
                package db
                func Open() {}
                -- services/combat/internal/db/db_test.go --
                package db
                -- services/combat/unused/u.go --
                package unused
                -- services/guild/go.mod --
                module example.com/fleet/guild
                -- services/guild/cmd/server/main.go --
                package main
                func main() {}
                -- services/guild/vendor/x/x.go --
                package x
                -- services/guild/testdata/y.go --
                package main
                """))).isEqualTo("""
                service combat in services/combat: services/combat/internal/db/db.go services/combat/main.go
                service guild in services/guild: services/guild/cmd/server/main.go
                library combat library in services/combat: services/combat/unused/u.go""");
    }

    @Test
    @DisplayName("several mains of one module are services of their own with unique names")
    void severalMains() {
        assertThat(describe(GoSources.workspace("""
                -- go.mod --
                module github.com/acme/shop/v2

                go 1.22
                -- cmd/api/main.go --
                package main
                import _ "github.com/acme/shop/v2/store"
                -- cmd/worker/main.go --
                package main
                import "github.com/acme/shop/v2/store"
                var _ = store.X
                -- tools/worker/main.go --
                package main
                -- store/store.go --
                package store
                var X int
                -- gen.go --
                //go:build ignore

                package main
                func main() {}
                """))).isEqualTo("""
                service api in cmd/api: cmd/api/main.go store/store.go
                service tools/worker in tools/worker: tools/worker/main.go
                service worker in cmd/worker: cmd/worker/main.go store/store.go""");
    }

    @Test
    @DisplayName("a configured root is one service with all its packages and the local ones they import")
    void configuredRoot() {
        assertThat(describe(GoSources.workspace("""
                -- go.mod --
                module example.com/fleet
                -- services/combat-service-go/cmd/a/main.go --
                package main
                import "example.com/fleet/pkg/log"
                -- services/combat-service-go/cmd/b/main.go --
                package main
                -- services/combat-service-go/handlers/h.go --
                package handlers
                -- services/README/x.go --
                package x
                -- pkg/log/log.go --
                package log
                """, "services/*-service-go"))).isEqualTo("""
                service combat-service-go in services/combat-service-go: pkg/log/log.go\
                 services/combat-service-go/cmd/a/main.go services/combat-service-go/cmd/b/main.go\
                 services/combat-service-go/handlers/h.go
                library fleet library in : services/README/x.go""");
    }

    @Test
    @DisplayName("a folder services/NAME-go is one service without configuration, whatever mains it has")
    void usualRoot() {
        assertThat(describe(GoSources.workspace("""
                -- fleet/services/combat-service-go/go.mod --
                module example.com/combat
                -- fleet/services/combat-service-go/main.go --
                package main
                import "example.com/combat/store"
                -- fleet/services/combat-service-go/cmd/migrate/main.go --
                package main
                import "example.com/combat/schema"
                -- fleet/services/combat-service-go/store/s.go --
                package store
                -- fleet/services/combat-service-go/schema/s.go --
                package schema
                -- fleet/services/combat-service-go/old/o.go --
                package old
                -- fleet/services/shared-go/go.mod --
                module example.com/shared
                -- fleet/services/shared-go/x.go --
                package shared
                -- fleet/services/tools/a/main.go --
                package main
                -- fleet/services/tools/b/main.go --
                package main
                """))).isEqualTo("""
                service a in fleet/services/tools/a: fleet/services/tools/a/main.go
                service b in fleet/services/tools/b: fleet/services/tools/b/main.go
                service combat-service-go in fleet/services/combat-service-go:\
                 fleet/services/combat-service-go/cmd/migrate/main.go fleet/services/combat-service-go/main.go\
                 fleet/services/combat-service-go/schema/s.go fleet/services/combat-service-go/store/s.go
                library combat-service-go library in fleet/services/combat-service-go:\
                 fleet/services/combat-service-go/old/o.go
                library shared-go library in fleet/services/shared-go: fleet/services/shared-go/x.go""");
    }

    @Test
    @DisplayName("replace directives and other modules of the repository are followed")
    void replaced() {
        assertThat(describe(GoSources.workspace("""
                -- svc/go.mod --
                module example.com/svc
                replace (
                	example.com/lib v1.2.3 => ../lib // local
                	example.com/other => example.com/fork v1.0.0
                )
                -- svc/main.go --
                package main
                import (
                	"example.com/lib/db"
                	"example.com/gone"
                	"acme.org/util"
                )
                -- lib/go.mod --
                module example.com/lib-renamed
                -- lib/db/db.go --
                package db
                -- util/go.mod --
                module acme.org/util
                -- util/util.go --
                package util
                """)))
                .isEqualTo("service svc in svc: lib/db/db.go svc/main.go util/util.go");
    }

    @Test
    @DisplayName("without a go.mod in view, import paths are matched by their ends")
    void withoutModule() {
        assertThat(describe(GoSources.workspace("""
                -- main.go --
                package main
                import "github.com/acme/x/internal/db"
                -- internal/db/db.go --
                package db
                """))).isEqualTo("service main in : internal/db/db.go main.go");
    }

    @Test
    @DisplayName("import cycles and broken files are survived")
    void hostile() {
        assertThat(describe(GoSources.workspace("""
                -- go.mod --
                module m.example/m
                -- a/a.go --
                package a
                import "m.example/m/b"
                -- b/b.go --
                package b
                import "m.example/m/a"
                -- c/c.go --
                package c func ((( {{{
                -- d/d.go --
                not go at all
                -- main.go --
                package main
                import ("m.example/m/a"; "m.example/m/c"
                """))).isEqualTo("service m in : a/a.go b/b.go c/c.go main.go");
    }

    @Test
    @DisplayName("the names imports have in a file")
    void importNames() {
        Program program = GoSources.program("""
                -- go.mod --
                module m.example/m
                go 1.21
                -- main.go --
                // Code generated by hand. DO NOT EDIT.
                package main
                import (
                	"context"
                	_ "embed"
                	. "strings"
                	redis9 "github.com/redis/go-redis/v9"
                	"github.com/go-redis/redis/v8"
                	"gopkg.in/yaml.v3"
                	"m.example/m/dir"
                )
                -- dir/odd.go --
                package odd
                """);
        GoFile main = program.files().stream()
                .filter(file -> file.path().equals("main.go"))
                .findFirst()
                .orElseThrow();
        assertThat(main.imports())
                .containsEntry("context", "context")
                .containsEntry("redis9", "github.com/redis/go-redis/v9")
                .containsEntry("redis", "github.com/go-redis/redis/v8")
                .containsEntry("yaml", "gopkg.in/yaml.v3")
                .containsEntry("odd", "m.example/m/dir")
                .doesNotContainKeys("dir", "embed", "strings");
        assertThat(main.generated()).isTrue();
        assertThat(main.hasDotImport()).isTrue();
        assertThat(program.module().orElseThrow().atLeast(1, 21)).isTrue();
        assertThat(program.module().orElseThrow().atLeast(1, 23)).isFalse();
    }

    @Test
    @DisplayName("nothing at all is no program")
    void empty() {
        assertThat(Workspace.of(List.of(), List.of()).programs()).isEmpty();
    }
}
