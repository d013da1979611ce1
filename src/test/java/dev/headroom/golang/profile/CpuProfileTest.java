package dev.headroom.golang.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class CpuProfileTest {

    /** A profile that Go 1.19's runtime/pprof wrote. */
    private static byte[] real() throws IOException {
        try (var in = CpuProfileTest.class.getResourceAsStream("/dev/headroom/analysis/profile/default.pgo")) {
            return in.readAllBytes();
        }
    }

    @Test
    void countsTheSamplesThatAFunctionWasSeenIn() throws Exception {
        CpuProfile profile = CpuProfile.read(real());

        assertThat(profile.total()).isEqualTo(125);
        assertThat(profile.samples())
                .containsEntry("main.main.func1", 123L)
                .containsEntry("main.work", 123L)
                .containsEntry("example.com/combat/internal/fight.(*Fight).Hit", 48L)
                .containsEntry("example.com/combat/internal/fight.Apply.func2", 38L)
                .containsEntry("example.com/combat/internal/fight.Largest[...]", 16L)
                .containsEntry("example.com/combat/internal/fight.suffix", 1L);
        assertThat(profile.seenIn(0.01))
                .contains("example.com/combat/internal/fight.Score.Add")
                .doesNotContain("example.com/combat/internal/fight.suffix");
    }

    @Test
    void aFunctionThatCallsItselfIsCountedOnceASample() throws Exception {
        byte[] profile = profile(List.of("", "samples", "cpu", "f", "g"), List.of(1, 2), List.of(1L, 1L, 2L), 7, 700);

        assertThat(CpuProfile.read(profile).samples()).isEqualTo(Map.of("f", 7L, "g", 7L));
    }

    @Test
    void packedOrNot() throws Exception {
        byte[] plain = profile(List.of("", "cpu", "x", "f", "g"), List.of(1), List.of(2L), 9);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }

        assertThat(CpuProfile.read(packed.toByteArray())).isEqualTo(CpuProfile.read(plain));
        assertThat(CpuProfile.read(plain)).isEqualTo(new CpuProfile(9, Map.of("g", 9L)));
    }

    @Test
    void whatIsNoProfileIsRefused() throws Exception {
        assertRefused("no CPU profile", new byte[0]);
        assertRefused("no CPU profile in the format of pprof", "package main\n".getBytes(UTF_8));
        assertRefused("no CPU profile in the format of pprof", Arrays.copyOf(real(), 1000));
        assertRefused("no CPU profile", profile(List.of("", "alloc_space", "x", "f", "g"), List.of(1), List.of(1L), 9));
        assertRefused(
                "a profile without samples", profile(List.of("", "cpu", "x", "f", "g"), List.of(1), List.of(1L), -9));
        assertRefused("a profile larger than 4 MiB", new byte[5 << 20]);
    }

    @Test
    void aBombIsNotUnpacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                out.write(zeros);
            }
        }
        assertRefused("a profile larger than 32 MiB unpacked", packed.toByteArray());
    }

    @Test
    void everyDamageEndsInAProfileOrARefusal() throws Exception {
        byte[] plain = profile(List.of("", "samples", "cpu", "f", "g"), List.of(1, 2), List.of(1L, 2L), 7, 700);
        for (int at = 0; at < plain.length; at++) {
            for (int value : new int[] {0, 0x7f, 0xff}) {
                byte[] damaged = plain.clone();
                damaged[at] = (byte) value;
                try {
                    assertThat(CpuProfile.read(damaged).total()).isPositive();
                } catch (UnreadableProfileException e) {
                    assertThat(e.reason()).isNotBlank();
                }
            }
        }
    }

    private static void assertRefused(String reason, byte[] content) {
        assertThatThrownBy(() -> CpuProfile.read(content))
                .isInstanceOf(UnreadableProfileException.class)
                .hasMessage(reason);
    }

    /** A profile of functions 1 and 2, called by the strings 3 and 4, at locations of the same numbers. */
    private static byte[] profile(List<String> strings, List<Integer> types, List<Long> stack, long... values)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        for (int type : types) {
            out.writeByteArray(1, message(1, type));
        }
        ByteArrayOutputStream sample = new ByteArrayOutputStream();
        CodedOutputStream fields = CodedOutputStream.newInstance(sample);
        for (long location : stack) {
            fields.writeUInt64(1, location);
        }
        for (long value : values) {
            fields.writeInt64(2, value);
        }
        fields.flush();
        out.writeByteArray(2, sample.toByteArray());
        for (long id = 1; id <= 2; id++) {
            ByteArrayOutputStream location = new ByteArrayOutputStream();
            CodedOutputStream lines = CodedOutputStream.newInstance(location);
            lines.writeUInt64(1, id);
            lines.writeByteArray(4, message(1, id));
            lines.flush();
            out.writeByteArray(4, location.toByteArray());
            out.writeByteArray(5, message(1, id, 2, id + 2));
        }
        for (String string : strings) {
            out.writeString(6, string);
        }
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] message(long... fieldsAndNumbers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        for (int i = 0; i < fieldsAndNumbers.length; i += 2) {
            out.writeUInt64((int) fieldsAndNumbers[i], fieldsAndNumbers[i + 1]);
        }
        out.flush();
        return bytes.toByteArray();
    }
}
