package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.Fingerprint;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.review.delta.Ignore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabases.class)
class StoredIgnoresTest {
    private static final RepositoryRef WIDGET = new RepositoryRef(5, "acme", "widget");
    private static final PullRequestRef SEVEN = new PullRequestRef(WIDGET, 7);
    private static final PullRequestRef EIGHT = new PullRequestRef(WIDGET, 8);
    private static final Ignore.Target RULE = new Ignore.Target.OfRule("rows-not-closed");
    private static final Ignore.Target FINDING = new Ignore.Target.OfFinding(new Fingerprint("0123456789abcdef"));

    private final Database database;
    private final StoredIgnores ignores;

    StoredIgnoresTest(TestDatabases kind) {
        database = kind.open();
        ignores = new StoredIgnores(database.dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Ignore ignore(Ignore.Target target, String author, String reason, int second) {
        return new Ignore(
                target, author, reason, Instant.parse("2026-03-01T12:00:00Z").plusSeconds(second));
    }

    @Test
    void keepsWhatIsIgnoredOnAPullRequest() {
        Ignore rule = ignore(RULE, "kim", "the driver closes them", 1);
        Ignore finding = ignore(FINDING, "robin", "measured: no effect", 2);

        ignores.add(SEVEN, List.of(finding, rule));

        assertThat(ignores.of(SEVEN)).containsExactly(rule, finding);
        assertThat(ignores.of(EIGHT)).isEmpty();
    }

    @Test
    void aSecondWordOfTheSameTakesThePlaceOfTheFirst() {
        ignores.add(SEVEN, List.of(ignore(RULE, "kim", "later", 1)));
        ignores.add(SEVEN, List.of(ignore(RULE, "robin", "never", 2)));

        assertThat(ignores.of(SEVEN)).containsExactly(ignore(RULE, "robin", "never", 2));
    }

    @Test
    void takesBackWhatItIsToldAndSaysHowMuchThatWas() {
        ignores.add(SEVEN, List.of(ignore(RULE, "kim", "later", 1), ignore(FINDING, "kim", "later", 2)));

        assertThat(ignores.remove(SEVEN, List.of(RULE, new Ignore.Target.OfRule("other"))))
                .isEqualTo(1);
        assertThat(ignores.remove(EIGHT, List.of(FINDING))).isZero();

        assertThat(ignores.of(SEVEN)).extracting(Ignore::target).containsExactly(FINDING);
    }

    @Test
    void forgetsWithThePullRequest() {
        ignores.add(SEVEN, List.of(ignore(RULE, "kim", "later", 1)));
        ignores.add(EIGHT, List.of(ignore(RULE, "kim", "later", 1)));

        ignores.forget(SEVEN);

        assertThat(ignores.of(SEVEN)).isEmpty();
        assertThat(ignores.of(EIGHT)).hasSize(1);
    }
}
