package dev.headroom.analysis.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Place;
import dev.headroom.analysis.finding.RelatedPlace;
import dev.headroom.analysis.finding.Sha256;
import dev.headroom.analysis.run.ProgramReport;
import dev.headroom.analysis.run.ProgramReport.Report;
import dev.headroom.analysis.run.ProgramReport.RuleReport;
import dev.headroom.analysis.run.ProgramReport.UndecidedPlace;
import dev.headroom.analysis.run.ReportWriter;
import dev.headroom.analysis.run.Suppression;
import dev.headroom.fix.Fix;
import dev.headroom.fix.TextEdit;
import dev.headroom.rule.Scope;
import dev.headroom.rule.Severity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reports of programs as bytes: a version, a checksum, and the values one after the other. What does not read back whole
 * counts as not there.
 */
public final class ReportCodec {
    /** To be raised with every change of what is written, or of what it means. */
    static final int VERSION = 1;

    private static final int CHECKSUM = 32;

    private ReportCodec() {}

    /** Bytes that {@link #read} takes; empty where a property is of a kind that has none. */
    public static Optional<byte[]> write(ProgramReport report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer out = new Writer(new DataOutputStream(bytes))) {
            out.report(report);
        } catch (IOException e) {
            return Optional.empty();
        }
        byte[] body = bytes.toByteArray();
        byte[] all = Arrays.copyOf(Sha256.start().digest(body), CHECKSUM + body.length);
        System.arraycopy(body, 0, all, CHECKSUM, body.length);
        return Optional.of(all);
    }

    /** The report; empty where the bytes are damaged or of another version. */
    public static Optional<ProgramReport> read(byte[] all) {
        if (all.length <= CHECKSUM) {
            return Optional.empty();
        }
        byte[] body = Arrays.copyOfRange(all, CHECKSUM, all.length);
        if (!Arrays.equals(Sha256.start().digest(body), Arrays.copyOf(all, CHECKSUM))) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
            Reader reader = new Reader(in);
            return in.readInt() == VERSION ? Optional.of(reader.report()) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Does something for each of the elements. */
    private interface Each<T> {
        void write(T element) throws IOException;
    }

    /** Makes an element. */
    private interface Making<T> {
        T read() throws IOException;
    }

    private record Writer(DataOutputStream out) implements AutoCloseable {
        void report(ProgramReport report) throws IOException {
            out.writeInt(VERSION);
            list(report.rules(), this::rule);
            list(List.copyOf(report.suppressions().entrySet()), entry -> {
                text(entry.getKey());
                list(entry.getValue(), this::suppression);
            });
            list(List.copyOf(report.refused().entrySet()), entry -> {
                text(entry.getKey());
                text(entry.getValue());
            });
        }

        private void rule(RuleReport rule) throws IOException {
            text(rule.rule());
            out.writeBoolean(rule.failed());
            out.writeBoolean(rule.clean());
            list(rule.reports(), report -> {
                text(report.identity());
                finding(report.finding());
            });
            list(rule.undecided(), place -> {
                text(place.path());
                out.writeInt(place.startLine());
                out.writeInt(place.endLine());
            });
        }

        private void suppression(Suppression suppression) throws IOException {
            place(suppression.place());
            text(suppression.symbol());
            text(suppression.text());
            text(suppression.rule());
            text(suppression.reason());
            out.writeInt(suppression.firstLine());
            out.writeInt(suppression.lastLine());
            out.writeBoolean(suppression.spaced());
        }

        private void finding(Finding finding) throws IOException {
            text(finding.rule());
            text(finding.severity().name());
            text(finding.service());
            place(finding.place());
            text(finding.symbol());
            text(finding.title());
            text(finding.message());
            list(finding.fix().stream().toList(), this::fix);
            list(finding.related(), related -> {
                place(related.place());
                text(related.message());
            });
            list(List.copyOf(finding.properties().entrySet()), entry -> {
                text(entry.getKey());
                property(entry.getValue());
            });
            text(finding.scope().name());
            out.writeBoolean(finding.hot());
        }

        private void fix(Fix fix) throws IOException {
            text(fix.title());
            list(fix.edits(), edit -> {
                text(edit.path());
                out.writeInt(edit.startByte());
                out.writeInt(edit.endByte());
                text(edit.replacement());
                text(edit.purpose().name());
            });
            out.writeBoolean(fix.safe());
        }

        private void property(Object value) throws IOException {
            switch (value) {
                case String string -> {
                    out.writeByte('s');
                    text(string);
                }
                case Integer number -> {
                    out.writeByte('i');
                    out.writeInt(number);
                }
                case Long number -> {
                    out.writeByte('l');
                    out.writeLong(number);
                }
                case Double number -> {
                    out.writeByte('d');
                    out.writeDouble(number);
                }
                case Boolean bool -> out.writeByte(bool ? 't' : 'f');
                default -> throw new IOException("a property is a " + value.getClass());
            }
        }

        private void place(Place place) throws IOException {
            text(place.path());
            out.writeInt(place.startByte());
            out.writeInt(place.endByte());
            out.writeInt(place.startLine());
            out.writeInt(place.startColumn());
            out.writeInt(place.endLine());
            out.writeInt(place.endColumn());
        }

        private void text(String text) throws IOException {
            byte[] bytes = text.getBytes(UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        private <T> void list(List<T> elements, Each<T> each) throws IOException {
            out.writeInt(elements.size());
            for (T element : elements) {
                each.write(element);
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private record Reader(DataInputStream in) {
        ProgramReport report() throws IOException {
            List<RuleReport> rules = list(this::rule);
            Map<String, List<Suppression>> suppressions = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                suppressions.put(text(), list(this::suppression));
            }
            Map<String, String> refused = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                refused.put(text(), text());
            }
            return new ProgramReport(rules, suppressions, refused);
        }

        private RuleReport rule() throws IOException {
            return new RuleReport(
                    text(),
                    in.readBoolean(),
                    in.readBoolean(),
                    list(this::identified),
                    list(() -> new UndecidedPlace(text(), in.readInt(), in.readInt())));
        }

        private Report identified() throws IOException {
            String identity = text();
            return new Report(finding(), identity);
        }

        private Suppression suppression() throws IOException {
            return new Suppression(
                    place(), text(), text(), text(), text(), in.readInt(), in.readInt(), in.readBoolean());
        }

        private Finding finding() throws IOException {
            return new Finding(
                    text(),
                    Severity.valueOf(text()),
                    text(),
                    place(),
                    text(),
                    text(),
                    text(),
                    list(this::fix).stream().findFirst(),
                    ReportWriter.NONE,
                    list(() -> new RelatedPlace(place(), text())),
                    properties(),
                    Scope.valueOf(text()),
                    in.readBoolean());
        }

        private Fix fix() throws IOException {
            return new Fix(
                    text(),
                    list(() ->
                            new TextEdit(text(), in.readInt(), in.readInt(), text(), TextEdit.Purpose.valueOf(text()))),
                    in.readBoolean());
        }

        private Map<String, Object> properties() throws IOException {
            Map<String, Object> properties = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                properties.put(text(), property());
            }
            return properties;
        }

        private Object property() throws IOException {
            byte kind = in.readByte();
            return switch (kind) {
                case 's' -> text();
                case 'i' -> in.readInt();
                case 'l' -> in.readLong();
                case 'd' -> in.readDouble();
                case 't' -> true;
                case 'f' -> false;
                default -> throw new IOException("a property of the kind " + kind);
            };
        }

        private Place place() throws IOException {
            return new Place(
                    text(), in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt());
        }

        private String text() throws IOException {
            return new String(in.readNBytes(in.readInt()), UTF_8);
        }

        private <T> List<T> list(Making<T> making) throws IOException {
            List<T> elements = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                elements.add(making.read());
            }
            return elements;
        }
    }
}
