package dev.headroom.review.text;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Fingerprint;
import dev.headroom.analysis.finding.Place;
import dev.headroom.analysis.finding.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a comment keeps of a finding to know it again.
 *
 * @param code a digest of the rule and of the code that it reports, 16 hexadecimal digits; it stays the same where the
 *     names around the code change. Empty where the code is not at hand, or too short to tell one place from another
 */
public record Mark(Fingerprint fingerprint, String code) {
    private static final int DIGITS = 16;
    /** Characters; {@code rows.Close()} tells something, {@code err} nothing. */
    private static final int SHORTEST_CODE = 8;

    /** @param content of a file at the head by its path */
    public static Mark of(Finding finding, Function<String, Optional<byte[]>> content) {
        String code = content.apply(finding.place().path())
                .flatMap(bytes -> code(bytes, finding.place()))
                .map(text -> Sha256.hex(finding.rule() + "\0" + text).substring(0, DIGITS))
                .orElse("");
        return new Mark(finding.fingerprint(), code);
    }

    private static Optional<String> code(byte[] content, Place place) {
        if (place.endByte() > content.length || place.startByte() > place.endByte()) {
            return Optional.empty();
        }
        String text = new String(
                        Arrays.copyOfRange(content, place.startByte(), place.endByte()), StandardCharsets.UTF_8)
                .replaceAll("\\s", "");
        return text.length() < SHORTEST_CODE ? Optional.empty() : Optional.of(text);
    }

    /** Whether both speak of the same code under the same rule. */
    public boolean sameCode(Mark other) {
        return !code.isEmpty() && code.equals(other.code);
    }
}
