package dev.headroom.review.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HunksTest {
    private static final Hunks HUNKS = Hunks.parse("""
            @@ -10,5 +10,6 @@ func main() {
             a10
            -old11
            +new11
            +new12
             a13
             a14
             a15
            @@ -30,4 +31,3 @@
             a31
            -gone
             a32
             a33""");

    @Test
    void holdsAddedAndContextLines() {
        assertThat(IntStream.rangeClosed(1, 40).filter(line -> HUNKS.at(line).isPresent()))
                .containsExactly(10, 11, 12, 13, 14, 15, 31, 32, 33);
        assertThat(IntStream.rangeClosed(1, 40).filter(HUNKS::added)).containsExactly(11, 12);
    }

    @Test
    void deletedLinesBreakARangeAheadOfWhichTheyStand() {
        Hunk first = HUNKS.all().getFirst();
        assertThat(first.unbroken(11, 15)).isTrue();
        assertThat(first.unbroken(10, 11)).isFalse();
        assertThat(first.unbroken(15, 16)).isFalse();
        Hunk second = HUNKS.all().getLast();
        assertThat(second.unbroken(31, 32)).isFalse();
        assertThat(second.unbroken(32, 33)).isTrue();
    }

    @Test
    void tellsWhereALineWas() {
        assertThat(HUNKS.baseLine(9)).hasValue(9);
        assertThat(HUNKS.baseLine(10)).hasValue(10);
        assertThat(HUNKS.baseLine(11)).isEmpty();
        assertThat(HUNKS.baseLine(13)).hasValue(12);
        assertThat(HUNKS.baseLine(20)).hasValue(19);
        assertThat(HUNKS.baseLine(31)).hasValue(30);
        assertThat(HUNKS.baseLine(32)).hasValue(32);
        assertThat(HUNKS.baseLine(40)).hasValue(40);
        assertThat(Hunks.UNKNOWN.baseLine(1)).isEmpty();
        assertThat(Hunks.NONE.baseLine(1)).hasValue(1);
    }

    @Test
    void findsTheLineToSpeakAtWithinARange() {
        assertThat(HUNKS.firstWithin(1, 100)).hasValue(11);
        assertThat(HUNKS.firstWithin(13, 40)).hasValue(13);
        assertThat(HUNKS.firstWithin(16, 30)).isEqualTo(OptionalInt.empty());
    }

    @Test
    void aNewFileIsOneHunkWithNothingAhead() {
        Hunks hunks = Hunks.parse("@@ -0,0 +1,2 @@\n+package a\n+var x = 1\n\\ No newline at end of file");
        assertThat(hunks.all()).hasSize(1);
        assertThat(hunks.at(1)).isPresent();
        assertThat(hunks.at(3)).isEmpty();
        assertThat(hunks.whole()).isTrue();
    }

    @Test
    void aFileWhoseOnlyLineWentHoldsNone() {
        Hunks hunks = Hunks.parse("@@ -1 +0,0 @@\n-x");
        assertThat(hunks.at(0)).isEmpty();
        assertThat(hunks.at(1)).isEmpty();
        assertThat(hunks.whole()).isTrue();
    }

    @Test
    void linesThatLookLikeHeadersAreOnlyLines() {
        Hunks hunks = Hunks.parse("""
                @@ -1,2 +1,4 @@
                +@@ -100,9 +100,9 @@
                 x
                +--- a
                -+++ b
                +\\ No newline at end of file""");
        assertThat(hunks.all()).hasSize(1);
        assertThat(hunks.all().getFirst().headEnd()).isEqualTo(4);
        assertThat(hunks.baseLine(2)).hasValue(1);
    }

    @Test
    void whatIsCutOffIsNotHeld() {
        Hunks hunks = Hunks.parse("@@ -1,5 +1,5 @@\n a\n+b");
        assertThat(hunks.at(2)).isPresent();
        assertThat(hunks.at(3)).isEmpty();
        assertThat(hunks.whole()).isFalse();
        assertThat(hunks.baseLine(3)).isEmpty();
    }

    @Test
    void whatIsNoDiffHasNoHunks() {
        for (String text : List.of("", "x", "@@ -1 +1", "@@ -99999999999,1 +1,1 @@\n+x", "\n\n")) {
            assertThat(Hunks.parse(text).all()).as(text).isEmpty();
        }
    }

    @Test
    void hunksThatOverlapAreNoDiff() {
        Hunks hunks = Hunks.parse("@@ -1,2 +1,2 @@\n a\n b\n@@ -2 +2 @@\n+c");
        assertThat(hunks.all()).hasSize(1);
        assertThat(hunks.whole()).isFalse();
        assertThat(hunks.added(2)).isFalse();
    }

    @Test
    void aPatchWithoutEndIsReadInPart() {
        String patch = "@@ -0,0 +1,900000 @@\n" + "+x\n".repeat(60_000);
        Hunks hunks = Hunks.parse(patch);
        assertThat(hunks.all().getFirst().headEnd()).isLessThan(50_001);
        assertThat(hunks.whole()).isFalse();
    }
}
