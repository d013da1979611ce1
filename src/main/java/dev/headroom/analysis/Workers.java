package dev.headroom.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** The threads that programs are analysed on, each program on one of them. */
public final class Workers {
    /** As many as the machine has processors, shared by all analyses of the process that ask for no others. */
    public static final Workers ONE_A_PROCESSOR =
            new Workers(Runtime.getRuntime().availableProcessors());

    private final ForkJoinPool pool;

    /** @param threads at least one; they end by themselves when there is nothing to do */
    public Workers(int threads) {
        this.pool = new ForkJoinPool(threads, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);
    }

    /** The results of some work on each item, in the order of the items; the largest items are worked on first. */
    <T, R> List<R> each(List<T> items, ToLongFunction<T> size, Function<T, R> work) {
        List<Integer> largestFirst = IntStream.range(0, items.size())
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> size.applyAsLong(items.get(i)))
                        .reversed())
                .toList();
        Map<Integer, ForkJoinTask<R>> tasks = new TreeMap<>();
        largestFirst.forEach(i -> tasks.put(i, pool.submit(() -> work.apply(items.get(i)))));
        return tasks.values().stream().map(ForkJoinTask::join).toList();
    }
}
