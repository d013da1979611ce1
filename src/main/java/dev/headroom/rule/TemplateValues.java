package dev.headroom.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a rule's texts and fixes are filled with at one place.
 *
 * @param params the rule's parameters
 * @param inForce their values, as {@link Param#read} gives them
 * @param given further values, from the rule or its check
 * @param code the source of the nodes bound, by metavariable
 */
public record TemplateValues(
        Map<String, Param> params, Map<String, Object> inForce, Map<String, String> given, Map<String, String> code) {
    private static final int LONGEST_CODE = 80;

    /** A text for people: durations such as {@code 5 s}, code on one line. */
    public String words(Template template) {
        return template.fill(
                name -> Optional.ofNullable(given.get(name))
                        .or(() -> param(name).map(param -> param.type().words(inForce.get(name))))
                        .orElseThrow(() -> missing(name)),
                name -> brief(bound(name)));
    }

    /** Go source: durations such as {@code 5 * time.Second}, spaced as gofmt spaces them at this place. */
    public String go(Template template) {
        StringBuilder text = new StringBuilder();
        List<Template.Piece> pieces = template.pieces();
        for (int i = 0; i < pieces.size(); i++) {
            String behind =
                    i + 1 < pieces.size() && pieces.get(i + 1) instanceof Template.Piece.Text next ? next.text() : "";
            text.append(
                    switch (pieces.get(i)) {
                        case Template.Piece.Text(String literal) -> literal;
                        case Template.Piece.Code(String variable) ->
                            GoSpacing.moved(bound(variable), text.toString(), behind);
                        case Template.Piece.Value(String name) ->
                            given.containsKey(name)
                                    ? GoSpacing.moved(given.get(name), text.toString(), behind)
                                    : GoSpacing.fit(expression(name), text.toString(), behind);
                    });
        }
        return text.toString();
    }

    private String expression(String name) {
        return param(name).map(param -> param.type().go(inForce.get(name))).orElseThrow(() -> missing(name));
    }

    /** The packages that the template itself names, and {@code time} for the durations put in. */
    public Map<String, String> packages(FixTemplate fix) {
        StringBuilder own = new StringBuilder();
        boolean durations = false;
        for (Template.Piece piece : fix.text().pieces()) {
            own.append(piece instanceof Template.Piece.Text(String text) ? text : "_");
            durations |= piece instanceof Template.Piece.Value(String name)
                    && !given.containsKey(name)
                    && param(name)
                            .filter(param -> param.type() == ParamType.DURATION)
                            .isPresent();
        }
        Map<String, String> needed = new HashMap<>();
        fix.imports().forEach((name, path) -> {
            if (Pattern.compile("(?<![\\w.\"])" + Pattern.quote(name) + "\\.(?=[A-Za-z_])")
                    .matcher(own)
                    .find()) {
                needed.put(name, path);
            }
        });
        if (durations) {
            needed.put("time", "time");
        }
        return needed;
    }

    private Optional<Param> param(String name) {
        return Optional.ofNullable(params.get(name));
    }

    private String bound(String variable) {
        String source = code.get(variable);
        if (source == null) {
            throw new IllegalStateException("nothing is bound to $" + variable);
        }
        return source;
    }

    private static IllegalStateException missing(String name) {
        return new IllegalStateException("the check gave no value for ${" + name + "}");
    }

    private static String brief(String source) {
        String line = source.replaceAll("\\s+", " ");
        return line.length() > LONGEST_CODE ? line.substring(0, LONGEST_CODE) + "…" : line;
    }
}
