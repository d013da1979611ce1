package dev.headroom.analysis.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FixpointTest {
    private final Map<String, Integer> own = new HashMap<>();
    private final Map<String, List<String>> edges = new HashMap<>();
    private int asked;
    private final Fixpoint<String, Integer> greatest = new Fixpoint<>(0, value -> value == 9, Integer::equals);

    /** The greatest of the numbers of all that a key leads to, its own included. */
    private int of(String key) {
        return greatest.of(key, () -> {
            asked++;
            int value = own.getOrDefault(key, 0);
            for (String next : edges.getOrDefault(key, List.of())) {
                value = Math.max(value, of(next));
            }
            return value;
        });
    }

    @Test
    void allOfACycleHaveItsGreatestNumberWhereverOneBegins() {
        edges.putAll(Map.of("a", List.of("b"), "b", List.of("c", "a"), "c", List.of("b", "d"), "d", List.of()));
        own.putAll(Map.of("a", 5, "d", 3));

        assertThat(of("c")).isEqualTo(5);
        assertThat(of("b")).isEqualTo(5);
        assertThat(of("a")).isEqualTo(5);
        assertThat(of("d")).isEqualTo(3);
    }

    @Test
    void aCycleInsideOfAnotherIsNotSettledBeforeIt() {
        edges.putAll(Map.of(
                "outer", List.of("inner", "far"),
                "inner", List.of("twin", "outer"),
                "twin", List.of("inner"),
                "far", List.of("outer")));
        own.put("far", 7);

        assertThat(of("outer")).isEqualTo(7);
        assertThat(of("twin")).isEqualTo(7);
        assertThat(of("inner")).isEqualTo(7);
    }

    @Test
    void whatLeadsToTheTopIsNotSettledBeforeTheTopIsFound() {
        edges.putAll(Map.of("a", List.of("b", "x"), "b", List.of("c"), "c", List.of("a", "b")));
        own.put("x", 9);

        assertThat(of("a")).isEqualTo(9);
        assertThat(of("b")).isEqualTo(9);
        assertThat(of("c")).isEqualTo(9);
    }

    @Test
    void manyWaysToTheSameAreFollowedOnce() {
        for (int i = 0; i < 60; i++) {
            edges.put("n" + i, List.of("n" + (i + 1), "n" + (i + 1), "n" + (i + 1)));
        }
        own.put("n60", 4);

        assertThat(of("n0")).isEqualTo(4);
        assertThat(asked).isEqualTo(61);
    }

    @Test
    void manyWaysThroughACycleAreFollowedInFewRounds() {
        for (int i = 0; i < 60; i++) {
            edges.put("n" + i, List.of("n" + (i + 1), "n" + (i / 2), "n0"));
        }
        own.put("n60", 4);

        assertThat(of("n0")).isEqualTo(4);
        assertThat(of("n30")).isEqualTo(4);
        assertThat(asked).isLessThan(61 * 8);
    }

    @Test
    void whatNothingCanChangeIsKnownAtOnce() {
        edges.putAll(Map.of("a", List.of("b"), "b", List.of("a")));
        own.put("b", 9);

        assertThat(of("a")).isEqualTo(9);
        assertThat(asked).isEqualTo(2);
    }
}
