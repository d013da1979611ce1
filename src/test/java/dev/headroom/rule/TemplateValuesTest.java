package dev.headroom.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateValuesTest {
    private static final TemplateValues VALUES = new TemplateValues(
            Map.of(
                    "timeout", param("timeout", ParamType.DURATION, Duration.ofSeconds(5)),
                    "hot", param("hot", ParamType.DURATION, Duration.ofMillis(1500)),
                    "hour", param("hour", ParamType.DURATION, Duration.ofHours(1)),
                    "size", param("size", ParamType.SIZE, 1L << 20),
                    "odd", param("odd", ParamType.SIZE, 1000L),
                    "names", param("names", ParamType.LIST, List.of("a", "b\"")),
                    "max", param("max", ParamType.INT, 50L)),
            Map.of(
                    "timeout", Duration.ofSeconds(5),
                    "hot", Duration.ofMillis(1500),
                    "hour", Duration.ofHours(1),
                    "size", 1L << 20,
                    "odd", 1000L,
                    "names", List.of("a", "b\""),
                    "max", 8L),
            Map.of("addr", "host+\":\"+port", "scaled", "n*2+1"),
            Map.of("DB", "s.db", "LONG", "f(\n\ta,\n\tb)"));

    @Test
    void writesGoAsGofmtSpacesIt() {
        assertThat(go("Timeout: ${timeout},")).isEqualTo("Timeout: 5 * time.Second,");
        assertThat(go("$DB.SetLifetime(${timeout})")).isEqualTo("s.db.SetLifetime(5 * time.Second)");
        assertThat(go("context.WithTimeout(ctx, ${timeout})")).isEqualTo("context.WithTimeout(ctx, 5*time.Second)");
        assertThat(go("f(${size}, g(${hot}))")).isEqualTo("f(1<<20, g(1500*time.Millisecond))");
        assertThat(go("f(a, T{X: ${size}})")).isEqualTo("f(a, T{X: 1 << 20})");
        assertThat(go("a, b := f(${timeout})")).isEqualTo("a, b := f(5 * time.Second)");
        assertThat(go("f(a, b)\nx = ${timeout}")).isEqualTo("f(a, b)\nx = 5 * time.Second");
        assertThat(go("${hour} ${odd} ${max} ${names}")).isEqualTo("time.Hour 1000 8 \"a\", \"b\\\"\"");
    }

    @Test
    void spacesASumAnewWhereItIsMoved() {
        assertThat(go("Addr: ${addr},")).isEqualTo("Addr: host + \":\" + port,");
        assertThat(go("f(a, ${addr})")).isEqualTo("f(a, host+\":\"+port)");
        assertThat(go("X: ${scaled},")).isEqualTo("X: n*2+1,");
    }

    @Test
    void writesForPeople() {
        assertThat(VALUES.words(
                        Template.of("${timeout}, ${hot}, ${hour}, ${size}, ${odd}, ${max}, ${names}: $DB $LONG $5")))
                .isEqualTo("5 s, 1500 ms, 1 h, 1 MiB, 1000 bytes, 8, a, b\": s.db f( a, b) $5");
    }

    @Test
    void namesThePackagesThatItsOwnTextUses() {
        FixTemplate fix = new FixTemplate(
                Template.of("t"),
                Template.of("x := pgxpool.New(${timeout}) + \"redis.x\" + a.redis.b + $DB.sql"),
                Map.of("pgxpool", "github.com/jackc/pgx/v5/pgxpool", "redis", "r", "sql", "database/sql"),
                true);

        assertThat(VALUES.packages(fix))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("pgxpool", "github.com/jackc/pgx/v5/pgxpool", "time", "time"));
    }

    @Test
    void asksForWhatIsMissing() {
        assertThatThrownBy(() -> VALUES.words(Template.of("${gone}")))
                .hasMessage("the check gave no value for ${gone}");
    }

    private static String go(String template) {
        return VALUES.go(Template.of(template));
    }

    private static Param param(String name, ParamType type, Object standard) {
        return new Param(name, type, standard, Optional.empty(), Optional.empty(), "");
    }
}
