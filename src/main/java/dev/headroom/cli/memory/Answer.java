package dev.headroom.cli.memory;

/**
 * What a check says.
 *
 * @param exit the exit code
 * @param text the output, but for how long it took
 * @param last what stands behind that
 * @param lasting whether the same check would say the same again: not where a rule failed or a file took too long
 */
public record Answer(int exit, String text, String last, boolean lasting) {}
