package dev.headroom.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.rule.Severity;
import org.junit.jupiter.api.Test;

class GitHubReportTest {

    @Test
    void printsACommandAFinding() {
        assertThat(new GitHubReport().write(Reports.fleet(Severity.HINT))).isEqualTo("""
                        ::error file=../fleet/services/combat/store/db 1.go,line=6,endLine=6,col=27,endColumn=46,title=Database pool has no limit (pool-unlimited)::`sql.Open` opens a pool without a maximum, 100%25 of the time.
                        ::warning file=../fleet/services/guild/guild.go,line=3,endLine=3,col=6,endColumn=18,title=Struct wastes 8 of 24 bytes (struct-alignment)::Another order of fields takes 16 bytes.
                        """);
    }

    @Test
    void escapesWhatWouldEndAPropertyOrACommand() {
        assertThat(GitHubReport.property("a:b,c%\r\n")).isEqualTo("a%3Ab%2Cc%25%0D%0A");
        assertThat(GitHubReport.data("a:b,c%\n::error::x")).isEqualTo("a:b,c%25%0A::error::x");
    }
}
