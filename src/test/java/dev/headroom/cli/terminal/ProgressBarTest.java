package dev.headroom.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final StringWriter terminal = new StringWriter();
    private Instant now = Instant.EPOCH;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final ProgressBar bar = new ProgressBar(new PrintWriter(terminal), clock);
    private final Progress checking = bar.part("checking");

    @Test
    void isNotThereForShortWork() {
        checking.tell(1, 2);
        now = now.plusMillis(999);
        checking.tell(2, 2);
        bar.close();
        assertThat(terminal.toString()).isEmpty();
    }

    @Test
    void showsHowFarLongWorkIsAndIsGoneInTheEnd() {
        now = now.plusMillis(1000);
        checking.tell(10, 30);
        bar.part("trying fixes").tell(11, 30);
        now = now.plusMillis(100);
        bar.part("trying fixes").tell(30, 30);
        bar.close();
        bar.close();
        assertThat(terminal.toString())
                .isEqualTo("\r\u001b[2K[##########--------------------] checking: 10 of 30 units"
                        + "\r\u001b[2K[##############################] trying fixes: 30 of 30 units"
                        + "\r\u001b[2K");
    }
}
