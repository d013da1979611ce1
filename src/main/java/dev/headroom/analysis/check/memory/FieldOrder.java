package dev.headroom.analysis.check.memory;

import dev.headroom.fix.StructFields;
import dev.headroom.golang.layout.StructLayout;
import dev.headroom.golang.syntax.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A search for an order of a struct's fields that makes it as small as it can be and that its authors recognise: few
 * fields move, none far, none out of its group if it can stay, and what stands below a mutex stays below it. Lines are
 * known by their number in source order.
 */
final class FieldOrder {
    /** In a struct of more lines the search for single moves would take too long; it is sorted. */
    private static final int MOST_LINES = 120;

    private static final int OTHER_GROUP = 1000;
    private static final int OTHER_MUTEX = 500;
    private static final int NONE = -1;
    private static final Set<String> MUTEXES =
            Set.of("sync.Mutex", "*sync.Mutex", "sync.RWMutex", "*sync.RWMutex", "Mutex", "RWMutex");

    private final long optimalSize;
    private final List<StructFields.Line> lines;
    private final List<List<StructLayout.Slot>> slots;
    private final List<List<Integer>> original;
    private final boolean[] mutexes;
    private final List<Integer> headings;
    private final int[] guards;

    /** An order with its size in bytes and what is wrong with it. */
    private record Candidate(List<List<Integer>> order, long size, int cost) {
        boolean betterThan(Candidate other) {
            return size < other.size || (size == other.size && cost < other.cost);
        }
    }

    /** A line leaves its place in a group for one ahead of another line, or for the end of a group. */
    private record Move(int group, int index, int targetGroup, int targetIndex) {}

    /** @param groups the lines of the struct, which may change places within and across groups */
    FieldOrder(StructLayout layout, List<List<StructFields.Line>> groups) {
        this.optimalSize = layout.optimalSize();
        this.lines = groups.stream().flatMap(List::stream).toList();
        this.slots = lines.stream()
                .map(line -> layout.slots().stream()
                        .filter(slot -> slot.declaration().equals(line.declaration()))
                        .toList())
                .toList();
        this.original = new ArrayList<>();
        int number = 0;
        for (List<StructFields.Line> group : groups) {
            original.add(IntStream.range(number, number + group.size()).boxed().toList());
            number += group.size();
        }
        this.mutexes = new boolean[lines.size()];
        for (int line = 0; line < mutexes.length; line++) {
            mutexes[line] = mutex(lines.get(line));
        }
        this.headings =
                original.stream().filter(this::heading).map(List::getFirst).toList();
        this.guards = guards(original);
    }

    /** The best order found; empty where none of those that may be had is as small as the fields allow. */
    Optional<List<List<StructFields.Line>>> find() {
        Optional<List<List<Integer>>> moved = lines.size() <= MOST_LINES ? byMoves() : Optional.empty();
        return moved.or(this::sorted)
                .map(order -> order.stream()
                        .map(group -> group.stream().map(lines::get).toList())
                        .toList());
    }

    private Optional<List<List<Integer>>> byMoves() {
        Candidate best = new Candidate(original, size(original), 0);
        while (best.size() > optimalSize) {
            Candidate next = bestMove(best);
            if (next.size() >= best.size()) {
                return Optional.empty();
            }
            best = next;
        }
        return Optional.of(best.order());
    }

    private Candidate bestMove(Candidate from) {
        Candidate best = new Candidate(from.order(), from.size(), NONE);
        for (Move move : moves(from.order())) {
            List<List<Integer>> order = moved(from.order(), move);
            long size = size(order);
            if (size < from.size() && size <= best.size() && headingsStay(order)) {
                Candidate candidate = new Candidate(order, size, cost(move, order));
                best = candidate.betterThan(best) ? candidate : best;
            }
        }
        return best;
    }

    private static List<Move> moves(List<List<Integer>> order) {
        List<Move> moves = new ArrayList<>();
        for (int group = 0; group < order.size(); group++) {
            for (int i = 0; i < order.get(group).size(); i++) {
                for (int target = 0; target < order.size(); target++) {
                    for (int j = 0; j <= order.get(target).size(); j++) {
                        if (group != target || (j != i && j != i + 1)) {
                            moves.add(new Move(group, i, target, j));
                        }
                    }
                }
            }
        }
        return moves;
    }

    private static List<List<Integer>> moved(List<List<Integer>> order, Move move) {
        List<List<Integer>> changed = new ArrayList<>(order);
        List<Integer> source = new ArrayList<>(order.get(move.group()));
        int line = source.remove(/* index */ move.index());
        changed.set(move.group(), source);
        List<Integer> target =
                move.group() == move.targetGroup() ? source : new ArrayList<>(order.get(move.targetGroup()));
        boolean shifted = move.group() == move.targetGroup() && move.index() < move.targetIndex();
        target.add(shifted ? move.targetIndex() - 1 : move.targetIndex(), line);
        changed.set(move.targetGroup(), target);
        changed.removeIf(List::isEmpty);
        return changed;
    }

    private int cost(Move move, List<List<Integer>> order) {
        int distance = move.group() == move.targetGroup()
                ? Math.abs(move.targetIndex() - move.index())
                : OTHER_GROUP + Math.abs(move.targetGroup() - move.group());
        int[] changed = guards(order);
        long guardedElsewhere = IntStream.range(0, guards.length)
                .filter(line -> guards[line] != changed[line])
                .count();
        return distance + OTHER_MUTEX * (int) guardedElsewhere;
    }

    /** For each line the mutex above it in its group. */
    private int[] guards(List<List<Integer>> order) {
        int[] above = new int[lines.size()];
        Arrays.fill(above, NONE);
        for (List<Integer> group : order) {
            int guard = NONE;
            for (int line : group) {
                above[line] = guard;
                guard = mutexes[line] ? line : guard;
            }
        }
        return above;
    }

    private static boolean mutex(StructFields.Line line) {
        return line.declaration()
                .field("type")
                .map(Node::text)
                .filter(MUTEXES::contains)
                .isPresent();
    }

    /** Whether each comment that may speak of a whole group still stands above the same field at a group's head. */
    private boolean headingsStay(List<List<Integer>> order) {
        for (int first : headings) {
            if (order.stream().noneMatch(group -> group.getFirst() == first)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a comment above the first field of a group may speak of all of them: no other has one. */
    private boolean heading(List<Integer> group) {
        StructFields.Line first = lines.get(group.getFirst());
        if (group.size() == 1 || first.above().isEmpty()) {
            return false;
        }
        String comment = first.above().getFirst().text().replaceFirst("^//\\s*", "");
        return group.stream().skip(1).allMatch(line -> lines.get(line).above().isEmpty())
                && first.declaration().fields("name").stream()
                        .filter(Node::named)
                        .map(Node::text)
                        .noneMatch(comment::startsWith);
    }

    /** Each group sorted for itself: empty fields first, then by falling alignment. */
    private Optional<List<List<Integer>>> sorted() {
        Comparator<Integer> emptyFirst = Comparator.comparing(line -> bytes(line) > 0);
        Comparator<Integer> inMemory = emptyFirst.thenComparingInt(line -> -alignment(line));
        List<List<Integer>> order = original.stream()
                .map(group -> group.stream().sorted(inMemory).toList())
                .toList();
        return size(order) == optimalSize && headingsStay(order) ? Optional.of(order) : Optional.empty();
    }

    private long bytes(int line) {
        return slots.get(line).stream().mapToLong(slot -> slot.size().bytes()).sum();
    }

    private int alignment(int line) {
        return slots.get(line).stream()
                .mapToInt(slot -> slot.size().alignment())
                .max()
                .orElse(1);
    }

    private long size(List<List<Integer>> order) {
        List<StructLayout.Slot> all = new ArrayList<>(lines.size());
        for (List<Integer> group : order) {
            for (int line : group) {
                all.addAll(slots.get(line));
            }
        }
        return StructLayout.size(all).bytes();
    }
}
