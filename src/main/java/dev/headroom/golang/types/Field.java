package dev.headroom.golang.types;

/**
 * A field of a struct; equal where it is the same field of the same type.
 *
 * @param owner the declared type whose struct it is, or the {@link GoType.Struct}
 * @param embedded whether it is declared without a name, so that its members are promoted
 */
public record Field(GoType owner, String name, GoType type, boolean embedded) {}
