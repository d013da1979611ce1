package dev.headroom.store;

import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.review.RepositoryRef;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The newest configuration of each repository that could be read, as text. */
public final class GoodConfigurations {
    private final Jdbi jdbi;

    public GoodConfigurations(DataSource dataSource) {
        this.jdbi = Jdbi.create(dataSource);
    }

    /** The text that was kept last. */
    public Optional<String> last(RepositoryRef repository) {
        try {
            return jdbi.withHandle(
                    handle -> handle.createQuery("select text from good_configurations where repository = :repository")
                            .bind("repository", repository.fullName())
                            .mapTo(String.class)
                            .findOne());
        } catch (JdbiException e) {
            throw new LedgerUnavailable(e);
        }
    }

    /** Keeps a text that could be read, of at most 200,000 characters; does nothing when it is the one that is kept. */
    public void keep(RepositoryRef repository, String text) {
        if (last(repository).filter(text::equals).isPresent()) {
            return;
        }
        try {
            jdbi.useTransaction(handle -> {
                handle.createUpdate("delete from good_configurations where repository = :repository")
                        .bind("repository", repository.fullName())
                        .execute();
                handle.createUpdate("insert into good_configurations (repository, text) values (:repository, :text)")
                        .bind("repository", repository.fullName())
                        .bind("text", text)
                        .execute();
            });
        } catch (JdbiException e) {
            throw new LedgerUnavailable(e);
        }
    }
}
