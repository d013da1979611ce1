package dev.headroom.review.diff;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Place;
import dev.headroom.analysis.finding.RelatedPlace;
import dev.headroom.fix.Suggestion;
import dev.headroom.pullrequest.ReviewDraft;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The lines that a comment speaks of, all in one hunk; 1-based.
 *
 * @param startLine equal to the line where it speaks of one
 */
public record Anchor(String path, int startLine, int line) {
    /** A comment shows the last lines it speaks of only, so that a longer range hides where it begins. */
    private static final int LONGEST_RANGE = 10;

    /** The lines of a finding that the diff shows, or else a line that was added and explains it. */
    static Optional<Anchor> of(Finding finding, PullRequestDiff diff) {
        Place place = finding.place();
        Hunks hunks = diff.hunks(place.path());
        Optional<Hunk> hunk = hunks.at(place.startLine());
        if (hunk.isPresent()) {
            int lines = place.endLine() - place.startLine() + 1;
            boolean whole = lines <= LONGEST_RANGE && hunk.get().holds(place.endLine());
            return Optional.of(
                    new Anchor(place.path(), place.startLine(), whole ? place.endLine() : place.startLine()));
        }
        OptionalInt within = hunks.firstWithin(place.startLine(), place.endLine());
        if (within.isPresent()) {
            return Optional.of(new Anchor(place.path(), within.getAsInt(), within.getAsInt()));
        }
        return finding.related().stream()
                .map(RelatedPlace::place)
                .filter(related -> diff.hunks(related.path()).added(related.startLine()))
                .findFirst()
                .map(related -> new Anchor(related.path(), related.startLine(), related.startLine()));
    }

    /** The lines that a suggestion would replace, where GitHub would apply it. */
    static Optional<Anchor> of(Suggestion suggestion, PullRequestDiff diff) {
        boolean applies = diff.hunks(suggestion.path())
                .at(suggestion.startLine())
                .filter(hunk -> hunk.unbroken(suggestion.startLine(), suggestion.endLine()))
                .isPresent();
        return applies
                ? Optional.of(new Anchor(suggestion.path(), suggestion.startLine(), suggestion.endLine()))
                : Optional.empty();
    }

    /** Whether a reader of the comment has the place in view. */
    public boolean shows(Place place) {
        return path.equals(place.path()) && startLine - LONGEST_RANGE <= place.startLine() && place.startLine() <= line;
    }

    /** As GitHub takes it: without a start where that equals the line. */
    public ReviewDraft.Comment comment(String body) {
        return new ReviewDraft.Comment(path, startLine < line ? Optional.of(startLine) : Optional.empty(), line, body);
    }
}
