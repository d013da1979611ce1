package dev.headroom.cli.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.analysis.finding.Place;
import dev.headroom.cli.tree.FileLines;
import dev.headroom.fix.Fix;
import dev.headroom.fix.TextEdit;
import dev.headroom.golang.syntax.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files, regions and edits as SARIF says them. */
final class SarifPlaces {
    static final String ROOT = "%SRCROOT%";

    /** What RFC 3986 lets stand in a path; the colon is left out, for ahead of the first slash it would end a scheme. */
    private static final String PLAIN = "-._~!$&'()*+,;=@/";

    private final CheckReport report;
    private final Map<String, FileLines> lines = new HashMap<>();

    SarifPlaces(CheckReport report) {
        this.report = report;
    }

    void place(ObjectNode location, Place place) {
        ObjectNode physical = location.putObject("physicalLocation");
        file(physical.putObject("artifactLocation"), place.path());
        physical.putObject("region")
                .put("startLine", place.startLine())
                .put("startColumn", place.startColumn())
                .put("endLine", place.endLine())
                .put("endColumn", place.endColumn())
                .put("byteOffset", place.startByte())
                .put("byteLength", place.endByte() - place.startByte());
    }

    void file(ObjectNode artifactLocation, String path) {
        artifactLocation.put("uri", uri(report.paths().relative(path))).put("uriBaseId", ROOT);
    }

    void fix(ObjectNode node, Fix fix) {
        node.putObject("description").put("text", fix.title() + ".");
        Map<String, ArrayNode> changes = new LinkedHashMap<>();
        ArrayNode artifactChanges = node.putArray("artifactChanges");
        for (TextEdit edit : fix.edits()) {
            ObjectNode replacement = changes.computeIfAbsent(edit.path(), path -> {
                        ObjectNode change = artifactChanges.addObject();
                        file(change.putObject("artifactLocation"), path);
                        return change.putArray("replacements");
                    })
                    .addObject();
            region(replacement.putObject("deletedRegion"), edit);
            replacement.putObject("insertedContent").put("text", edit.replacement());
        }
    }

    /** Lines and columns for editors, bytes for those who want no doubt. */
    private void region(ObjectNode region, TextEdit edit) {
        SourceFile source = report.sources().get(edit.path());
        if (source != null) {
            FileLines text = lines.computeIfAbsent(edit.path(), path -> new FileLines(source.content()));
            FileLines.Position start = text.position(edit.startByte());
            FileLines.Position end = text.position(edit.endByte());
            region.put("startLine", start.line())
                    .put("startColumn", start.column())
                    .put("endLine", end.line())
                    .put("endColumn", end.column());
        }
        region.put("byteOffset", edit.startByte()).put("byteLength", edit.endByte() - edit.startByte());
    }

    static String uri(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
            if (letter || (b > 0 && PLAIN.indexOf(b) >= 0)) {
                uri.append((char) b);
            } else {
                uri.append("%%%02X".formatted(b & 0xff));
            }
        }
        return uri.toString();
    }
}
