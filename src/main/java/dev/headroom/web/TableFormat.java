package dev.headroom.web;

import dev.headroom.campaign.page.FleetTable;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A form in which a table is taken away. */
enum TableFormat {
    CSV,
    JSON;

    /** The end of an address and of a file's name. */
    String ending() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    /**
     * Answers with a table.
     *
     * @param what the rows are
     */
    void write(Context context, String repository, String what, FleetTable table) {
        switch (this) {
            case CSV -> context.contentType("text/csv; charset=utf-8").result(table.csv());
            case JSON -> {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("version", 1);
                document.put("repository", repository);
                document.put(what, table.objects());
                context.json(document);
            }
        }
    }
}
