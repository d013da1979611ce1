package dev.headroom.store;

import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.repository.RepositoryRef;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** The newest configuration of each repository that could be read, as text. */
public final class GoodConfigurations {
    private final Tables tables;

    public GoodConfigurations(DataSource dataSource) {
        this.tables = new Tables(dataSource);
    }

    /** The text that was kept last. */
    public Optional<String> last(RepositoryRef repository) {
        return tables.read(
                handle -> handle.createQuery("select text from good_configurations where repository = :repository")
                        .bind("repository", repository.fullName())
                        .mapTo(String.class)
                        .findOne());
    }

    /** Keeps a text that could be read, of at most 200,000 characters; does nothing when it is the one that is kept. */
    public void keep(RepositoryRef repository, String text) {
        if (last(repository).filter(text::equals).isPresent()) {
            return;
        }
        try {
            tables.write(handle -> replace(handle, repository, text));
        } catch (LedgerUnavailable e) {
            // Reviews of one repository that run beside each other have read it at about the same time.
            if (!Tables.isUniqueViolation(e)) {
                throw e;
            }
        }
    }

    private static void replace(Handle handle, RepositoryRef repository, String text) {
        handle.createUpdate("delete from good_configurations where repository = :repository")
                .bind("repository", repository.fullName())
                .execute();
        handle.createUpdate("insert into good_configurations (repository, text) values (:repository, :text)")
                .bind("repository", repository.fullName())
                .bind("text", text)
                .execute();
    }
}
