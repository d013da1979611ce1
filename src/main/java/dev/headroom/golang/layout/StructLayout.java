package dev.headroom.golang.layout;

import dev.headroom.golang.syntax.Node;
import java.util.List;

/**
 * The fields of a struct as they lie in memory.
 *
 * <p>A field begins at a multiple of its alignment, and the whole is filled up to a multiple of the largest one. Behind a
 * last field of no size gc leaves a byte free, so that its address is not that of the next value.
 */
public record StructLayout(List<Slot> slots) {
    public StructLayout {
        slots = List.copyOf(slots);
    }

    /**
     * One field.
     *
     * @param declaration the {@code field_declaration}, which may declare several
     * @param name the field's name; an embedded field's type as it is written
     */
    public record Slot(Node declaration, String name, TypeSize.Known size) {}

    /** The size and alignment with the fields in the order they have. */
    public TypeSize.Known size() {
        return size(slots);
    }

    /** The size and alignment with fields in some order. */
    public static TypeSize.Known size(List<Slot> slots) {
        long offset = 0;
        int alignment = 1;
        for (Slot slot : slots) {
            offset = aligned(offset, slot.size().alignment()) + slot.size().bytes();
            alignment = Math.max(alignment, slot.size().alignment());
        }
        boolean emptyLast = !slots.isEmpty() && slots.getLast().size().bytes() == 0 && offset > 0;
        return new TypeSize.Known(aligned(emptyLast ? offset + 1 : offset, alignment), alignment);
    }

    /**
     * The size in bytes that no order of the fields goes below: as every size is a multiple of its alignment, fields of
     * falling alignment, empty ones first, leave no gap but at the end.
     */
    public long optimalSize() {
        long bytes = slots.stream().mapToLong(slot -> slot.size().bytes()).sum();
        return aligned(bytes, size().alignment());
    }

    private static long aligned(long offset, int alignment) {
        return (offset + alignment - 1) / alignment * alignment;
    }
}
