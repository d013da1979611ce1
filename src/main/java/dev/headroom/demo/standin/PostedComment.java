package dev.headroom.demo.standin;

import java.util.Optional;

/**
 * An inline comment as the stand-in GitHub keeps it; lines are 1-based and those of the commit it was written on.
 *
 * @param startLine the first line of a comment on several
 */
public record PostedComment(long id, String path, Hunk.Side side, Optional<Integer> startLine, int line, String body) {}
