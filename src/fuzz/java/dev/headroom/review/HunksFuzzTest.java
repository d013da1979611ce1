package dev.headroom.review;

import dev.headroom.review.diff.Hunks;
import dev.headroom.review.diff.Hunk;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.ValueSource;

/** Any text for a patch gives hunks whose lines are where they say. */
class HunksFuzzTest {

    @ValueSource(
            strings = {
                "@@ -1,3 +1,4 @@ func f() {\n a\n-b\n+c\n+d\n e\n\\ No newline at end of file",
                "@@ -0,0 +1 @@\n+one\n@@ -9 +10,0 @@\n-gone\n",
                "@@ -999999999,999999999 +1,999999999 @@\n+x",
                "no patch"
            })
    @FuzzTest(maxDuration = "60s")
    void addedLinesLieInTheirHunk(@NotNull String patch) {
        Hunks hunks = Hunks.parse(patch);

        for (Hunk hunk : hunks.all()) {
            hunks.firstWithin(hunk.headStart(), hunk.headEnd()).ifPresent(line -> assertThat(hunks.at(line))
                    .isPresent());
        }
        for (int line = 1; line < 50; line++) {
            if (hunks.added(line)) {
                assertThat(hunks.at(line)).isPresent();
                assertThat(hunks.baseLine(line)).isEmpty();
            }
        }
    }
}
