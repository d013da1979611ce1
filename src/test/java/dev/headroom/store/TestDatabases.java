package dev.headroom.store;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Fresh databases of both kinds, so that a test can be run on each. */
public enum TestDatabases {
    H2 {
        @Override
        public Database open() {
            try {
                return Database.open(
                        Database.inDirectory(Files.createTempDirectory("headroom")), new SimpleMeterRegistry());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },
    POSTGRESQL {
        @Override
        public Database open() {
            return Database.open(newPostgresql(), new SimpleMeterRegistry());
        }
    };

    /** A database without rows. */
    public abstract Database open();

    /** The address of a PostgreSQL without tables. */
    public static String newPostgresql() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Server.RUNNING.getJdbcUrl("postgres", name);
    }

    /** One server for all tests of a JVM, which it does not outlive. */
    private static final class Server {
        private static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
