package dev.headroom.fix;

import java.util.List;

/**
 * A change of the source that silences a finding.
 *
 * @param title an imperative sentence without a full stop, such as {@code Limit the pool to 50 connections}
 * @param edits in order of file and offset, never overlapping
 * @param safe whether it may be applied without a person reading it first
 */
public record Fix(String title, List<TextEdit> edits, boolean safe) {
    public Fix {
        edits = List.copyOf(edits);
    }
}
