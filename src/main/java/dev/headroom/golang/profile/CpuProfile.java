package dev.headroom.golang.profile;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * A CPU profile as {@code go tool pprof} writes it, such as a {@code default.pgo}: how many samples each function was seen
 * in, itself running or something it called. Functions go by the names that the linker gives them.
 *
 * @param samples by the name of the function, those counted in which it was inlined included
 * @see <a href="https://github.com/google/pprof/blob/main/proto/profile.proto">the format</a>
 * @see <a href="https://go.dev/doc/pgo">Profile-guided optimization</a>
 */
public record CpuProfile(long total, Map<String, Long> samples) {
    /** The name of the file beside a main package that the go tool takes. */
    public static final String FILE = "default.pgo";

    private static final int MAX_PACKED = 4 << 20;
    private static final int MAX_BYTES = 32 << 20;
    private static final int MAX_ENTRIES = 400_000;

    public CpuProfile {
        samples = Map.copyOf(samples);
    }

    /**
     * Reads a profile, compressed or not.
     *
     * @throws UnreadableProfileException where the bytes are no CPU profile, or an unreasonably large one
     */
    public static CpuProfile read(byte[] content) throws UnreadableProfileException {
        try {
            return new Reader(unpacked(content)).profile();
        } catch (IOException | ArithmeticException e) {
            throw new UnreadableProfileException("no CPU profile in the format of pprof");
        }
    }

    private static byte[] unpacked(byte[] content) throws IOException, UnreadableProfileException {
        if (content.length > MAX_PACKED) {
            throw new UnreadableProfileException("a profile larger than " + (MAX_PACKED >> 20) + " MiB");
        }
        if (content.length < 2 || content[0] != 0x1f || content[1] != (byte) 0x8b) {
            return content;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new UnreadableProfileException("a profile larger than " + (MAX_BYTES >> 20) + " MiB unpacked");
            }
            return bytes;
        }
    }

    /** The functions seen in at least this share of the samples, 0.01 being a hundredth. */
    public Set<String> seenIn(double share) {
        return samples.entrySet().stream()
                .filter(function -> function.getValue() >= share * total)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The few fields of the message that are needed; samples come before the tables that explain them. */
    private static final class Reader {
        private static final int SAMPLE_TYPE = 1;
        private static final int SAMPLE = 2;
        private static final int LOCATION = 4;
        private static final int FUNCTION = 5;
        private static final int STRING = 6;

        private final byte[] bytes;
        private final List<Long> sampleTypes = new ArrayList<>();
        private final Map<Long, List<Long>> functionsAt = new HashMap<>();
        private final Map<Long, Long> nameOf = new HashMap<>();
        private final List<String> strings = new ArrayList<>();
        private final Map<Long, Long> counted = new HashMap<>();
        private long total;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        CpuProfile profile() throws IOException, UnreadableProfileException {
            each(this::table);
            int value = valueOfInterest();
            each((field, message) -> {
                if (field == SAMPLE) {
                    sample(message, value);
                }
            });
            Map<String, Long> samples = new HashMap<>();
            counted.forEach(
                    (function, count) -> samples.merge(string(nameOf.getOrDefault(function, 0L)), count, Long::sum));
            samples.remove("");
            if (total <= 0) {
                throw new UnreadableProfileException("a profile without samples");
            }
            return new CpuProfile(total, samples);
        }

        /** What is done with an embedded message, or a string. */
        private interface Field {
            void read(int number, CodedInputStream message) throws IOException, UnreadableProfileException;
        }

        private void each(Field field) throws IOException, UnreadableProfileException {
            each(CodedInputStream.newInstance(bytes), field);
        }

        private static void each(CodedInputStream in, Field field) throws IOException, UnreadableProfileException {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                    int limit = in.pushLimit(in.readRawVarint32());
                    field.read(WireFormat.getTagFieldNumber(tag), in);
                    in.skipRawBytes(in.getBytesUntilLimit());
                    in.popLimit(limit);
                } else {
                    in.skipField(tag);
                }
            }
        }

        private void table(int field, CodedInputStream message) throws IOException, UnreadableProfileException {
            switch (field) {
                case SAMPLE_TYPE ->
                    sampleTypes.add(
                            numbers(message).getOrDefault(1, List.of(0L)).getFirst());
                case LOCATION -> location(message);
                case FUNCTION -> {
                    Map<Integer, List<Long>> function = numbers(message);
                    nameOf.put(first(function, 1), first(function, 2));
                }
                case STRING ->
                    strings.add(new String(message.readRawBytes(message.getBytesUntilLimit()), StandardCharsets.UTF_8));
                default -> {}
            }
            if (Math.max(functionsAt.size(), Math.max(nameOf.size(), strings.size())) > MAX_ENTRIES
                    || sampleTypes.size() > 100) {
                throw new UnreadableProfileException("a profile with more than " + MAX_ENTRIES + " entries");
            }
        }

        private void location(CodedInputStream message) throws IOException {
            long id = 0;
            List<Long> functions = new ArrayList<>();
            for (int tag = message.readTag(); tag != 0; tag = message.readTag()) {
                int number = WireFormat.getTagFieldNumber(tag);
                if (number == 1) {
                    id = message.readUInt64();
                } else if (number == 4) {
                    int limit = message.pushLimit(message.readRawVarint32());
                    functions.add(first(numbers(message), 1));
                    message.popLimit(limit);
                } else {
                    message.skipField(tag);
                }
            }
            functionsAt.put(id, functions);
        }

        private static long first(Map<Integer, List<Long>> message, int field) {
            return message.getOrDefault(field, List.of(0L)).getFirst();
        }

        /** The numbers of a message by field, packed or not. */
        private static Map<Integer, List<Long>> numbers(CodedInputStream message) throws IOException {
            Map<Integer, List<Long>> numbers = new HashMap<>();
            for (int tag = message.readTag(); tag != 0; tag = message.readTag()) {
                List<Long> values =
                        numbers.computeIfAbsent(WireFormat.getTagFieldNumber(tag), key -> new ArrayList<>());
                switch (WireFormat.getTagWireType(tag)) {
                    case WireFormat.WIRETYPE_VARINT -> values.add(message.readInt64());
                    case WireFormat.WIRETYPE_LENGTH_DELIMITED -> {
                        int limit = message.pushLimit(message.readRawVarint32());
                        while (WireFormat.getTagFieldNumber(tag) <= 2 && message.getBytesUntilLimit() > 0) {
                            values.add(message.readInt64());
                        }
                        message.skipRawBytes(message.getBytesUntilLimit());
                        message.popLimit(limit);
                    }
                    default -> message.skipField(tag);
                }
            }
            numbers.values().removeIf(List::isEmpty);
            return numbers;
        }

        /** A CPU profile counts samples, and the time that they stand for; a heap profile has neither. */
        private int valueOfInterest() throws UnreadableProfileException {
            List<String> types = sampleTypes.stream().map(this::string).toList();
            int samples = types.indexOf("samples");
            int value = samples >= 0 && types.contains("cpu") ? samples : types.indexOf("cpu");
            if (value < 0) {
                throw new UnreadableProfileException("no CPU profile");
            }
            return value;
        }

        private void sample(CodedInputStream message, int value) throws IOException {
            Map<Integer, List<Long>> sample = numbers(message);
            List<Long> values = sample.getOrDefault(2, List.of());
            long count = value < values.size() ? Math.max(0, values.get(value)) : 0;
            total = Math.addExact(total, count);
            Set<Long> functions = new HashSet<>();
            sample.getOrDefault(1, List.of())
                    .forEach(location -> functions.addAll(functionsAt.getOrDefault(location, List.of())));
            functions.forEach(function -> counted.merge(function, count, Long::sum));
        }

        private String string(long index) {
            return index >= 0 && index < strings.size() ? strings.get((int) index) : "";
        }
    }
}
