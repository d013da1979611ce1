package dev.headroom.analysis.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Values that are defined by each other, such as what a parameter may be given by callers which call each other. Each is
 * found once; those of a cycle are found together, in rounds, until none changes any more.
 *
 * @param <K> what has a value
 * @param <V> a value
 */
public final class Fixpoint<K, V> {
    private static final int NONE = Integer.MAX_VALUE;
    private static final int MAX_ROUNDS = 6;

    private final V bottom;
    private final Predicate<V> top;
    private final BiPredicate<V, V> alike;
    private final Map<K, V> settled = new HashMap<>();
    private final Map<K, V> assumed = new HashMap<>();
    private final Map<K, Integer> underWay = new HashMap<>();
    private final Map<K, Integer> visited = new HashMap<>();
    private final List<K> unsettled = new ArrayList<>();
    /** The lowest position, among those under way, of what was asked for since it was reset. */
    private int lowest = NONE;

    private boolean changed;

    /**
     * @param bottom what is known of a value while it is being found: nothing
     * @param top tells the value that nothing can change any more
     * @param alike whether two values are the same as far as others depend on them
     */
    public Fixpoint(V bottom, Predicate<V> top, BiPredicate<V, V> alike) {
        this.bottom = bottom;
        this.top = top;
        this.alike = alike;
    }

    /** The value of a key; its equation may ask for values of other keys, and for its own. */
    public V of(K key, Supplier<V> equation) {
        V known = settled.get(key);
        if (known != null) {
            return known;
        }
        Integer position = underWay.getOrDefault(key, visited.get(key));
        if (position != null) {
            lowest = Math.min(lowest, position);
            return assumed.getOrDefault(key, bottom);
        }
        return find(key, equation);
    }

    private V find(K key, Supplier<V> equation) {
        int outerLowest = lowest;
        boolean outerChanged = changed;
        int own = underWay.size();
        int mark = unsettled.size();
        underWay.put(key, own);
        V value = bottom;
        boolean again = true;
        for (int round = 0; again; round++) {
            lowest = NONE;
            changed = false;
            value = equation.get();
            changed |= !alike.test(assumed.getOrDefault(key, bottom), value);
            assumed.put(key, value);
            again = lowest == own && changed && !top.test(value) && round < MAX_ROUNDS;
            if (again) {
                unsettled.subList(mark, unsettled.size()).forEach(visited::remove);
                unsettled.subList(mark, unsettled.size()).clear();
            }
        }
        underWay.remove(key);
        boolean complete = lowest >= own;
        if (complete) {
            List<K> cycle = unsettled.subList(mark, unsettled.size());
            // What asked for this value before it was known is asked again when somebody wants to know.
            cycle.forEach(top.test(value) ? this::forget : this::settle);
            cycle.clear();
        }
        if (complete || top.test(value)) {
            settle(key);
        } else {
            visited.put(key, lowest);
            unsettled.add(key);
        }
        lowest = Math.min(outerLowest, complete ? NONE : lowest);
        changed |= outerChanged;
        return value;
    }

    private void forget(K key) {
        assumed.remove(key);
        visited.remove(key);
    }

    private void settle(K key) {
        settled.put(key, assumed.remove(key));
        visited.remove(key);
    }
}
