package dev.headroom.store;

import dev.headroom.doctor.Check;
import dev.headroom.doctor.Diagnosis;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.h2.api.ErrorCode;

/** A look at a database from outside of the server, which changes nothing in it. */
public final class DatabaseCheck implements Check {
    private static final String SUBJECT = "database";
    private static final int TIMEOUT_SECONDS = 5;

    private final String url;

    /** @param url a JDBC address */
    public DatabaseCheck(String url) {
        this.url = url;
    }

    @Override
    public List<Diagnosis> look() {
        boolean embedded = Database.isEmbedded(url);
        DriverManager.setLoginTimeout(TIMEOUT_SECONDS);
        try (Connection connection = DriverManager.getConnection(embedded ? url + ";IFEXISTS=TRUE" : url)) {
            return List.of(
                    connection.isValid(TIMEOUT_SECONDS)
                            ? Diagnosis.ok(SUBJECT, connection.getMetaData().getDatabaseProductName() + " answers.")
                            : away("it does not answer"));
        } catch (SQLException e) {
            return List.of(embedded ? embedded(e) : away(firstLine(e)));
        }
    }

    private static Diagnosis embedded(SQLException e) {
        return switch (e.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
                Diagnosis.ok(SUBJECT, "The embedded database is in use by a server that runs.");
            case ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1 ->
                Diagnosis.ok(SUBJECT, "The embedded database will be made at the first start.");
            default -> away(firstLine(e));
        };
    }

    private static Diagnosis away(String reason) {
        return Diagnosis.wrong(
                SUBJECT,
                "The database cannot be opened: " + reason + ".",
                "See that it runs and that HEADROOM_DATABASE_URL names it with user and password.");
    }

    /** Drivers put neither passwords nor whole addresses there. */
    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse("no reason given")
                .replaceFirst("\\.+$", "");
    }
}
