package dev.headroom.app.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.doctor.Diagnosis;
import dev.headroom.setup.AppManifest;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
    private static final List<Diagnosis> FOUND = List.of(
            Diagnosis.ok("github", "GitHub answers."),
            Diagnosis.wrong("webhook", "GitHub delivers \u001b[31melsewhere.", "Change it."),
            Diagnosis.unknown("deliveries", "There are none yet.", "Wait."));

    @Test
    void printsALineForEachAndNoEscapes() {
        assertThat(DoctorCommand.text(FOUND)).isEqualTo("""
                ok     github         GitHub answers.
                WRONG  webhook        GitHub delivers [31melsewhere.
                                      -> Change it.
                ?      deliveries     There are none yet.
                                      -> Wait.
                """);
    }

    @Test
    void printsJson() {
        assertThat(DoctorCommand.json(FOUND.subList(0, 1))).isEqualTo("""
                {
                  "checks" : [ {
                    "subject" : "github",
                    "verdict" : "ok",
                    "sentence" : "GitHub answers.",
                    "advice" : ""
                  } ]
                }
                """);
    }

    @Test
    void theManifestIsTheProgramsOwn() {
        AppManifest manifest = ManifestFile.read();

        assertThat(manifest.name()).isEqualTo("headroom");
        assertThat(manifest.isPublic()).isFalse();
        assertThat(manifest.permissions())
                .containsEntry("contents", "write")
                .containsEntry("checks", "write")
                .containsEntry("metadata", "read");
        assertThat(manifest.events()).contains("pull_request", "check_run", "merge_group");
    }
}
