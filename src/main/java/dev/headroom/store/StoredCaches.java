package dev.headroom.store;

import java.time.Instant;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** The tables that only spare work, which are kept below a size: what was used longest ago is forgotten first. */
public final class StoredCaches {
    /** In bytes, each; packed about a third of it on disk. */
    public static final long MOST_BYTES = 512L << 20;

    private final Tables tables;
    private final long mostBytes;

    /** @param mostBytes of what each table may hold */
    public StoredCaches(DataSource dataSource, long mostBytes) {
        this.tables = new Tables(dataSource);
        this.mostBytes = mostBytes;
    }

    /** Forgets what is too much or over, and returns how many rows that were. */
    public int bound(Instant now) {
        return tables.inTransaction(handle -> shorten(handle, "blobs", "sha", "used_at", "size_in_bytes")
                + shorten(handle, "program_reports", "report_key", "kept_at", "octet_length(report)")
                + handle.createUpdate("delete from call_limits where ends_at < :now")
                        .bind("now", now)
                        .execute());
    }

    private int shorten(Handle handle, String table, String key, String age, String size) {
        return handle.createUpdate("""
                        delete from <table> where <key> in (
                            select <key> from (
                                select <key>, sum(<size>) over (order by <age> desc, <key>) as so_far from <table>) newest
                            where so_far > :most)
                        """)
                .define("table", table)
                .define("key", key)
                .define("age", age)
                .define("size", size)
                .bind("most", mostBytes)
                .execute();
    }
}
