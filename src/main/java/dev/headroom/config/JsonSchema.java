package dev.headroom.config;

import dev.headroom.rule.Param;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.RuleShapes;
import dev.headroom.rule.Shape;
import dev.headroom.rule.Shape.Held;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The formats as JSON schemas, which editors complete and check YAML by. Values are maps, lists, texts, numbers and truth
 * values, for any writer of JSON.
 *
 * @see <a href="https://json-schema.org/draft-07/schema">draft 7, which editors know best</a>
 */
public final class JsonSchema {
    private static final List<String> SCALARS = List.of("string", "number", "boolean");

    private JsonSchema() {}

    /** The schema of rule files. */
    public static Map<String, Object> ofRules() {
        return document("A rule of Headroom", new Writer(null).object(RuleShapes.RULE));
    }

    /** The schema of {@code .github/headroom.yml}, which knows the rules and their parameters. */
    public static Map<String, Object> ofConfiguration(RuleCatalogue rules) {
        return document("Headroom's configuration of a repository", new Writer(rules).object(ConfigShapes.CONFIG));
    }

    private static Map<String, Object> document(String title, Map<String, Object> object) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("$schema", "http://json-schema.org/draft-07/schema#");
        document.put("title", title);
        document.putAll(object);
        return document;
    }

    /** One schema in the making. */
    private record Writer(@Nullable RuleCatalogue rules) {

        Map<String, Object> object(Shape shape) {
            Map<String, Object> properties = new LinkedHashMap<>();
            for (Shape.Key key : shape.keys()) {
                boolean ofRules =
                        shape.equals(ConfigShapes.CONFIG) && key.name().equals("rules");
                Map<String, Object> held =
                        new LinkedHashMap<>(ofRules && rules != null ? overrides(rules) : of(key.held()));
                held.put("description", key.about());
                properties.put(key.name(), held);
            }
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("type", "object");
            object.put("description", shape.about());
            object.put("additionalProperties", false);
            List<String> required = shape.keys().stream()
                    .filter(Shape.Key::required)
                    .map(Shape.Key::name)
                    .toList();
            if (!required.isEmpty()) {
                object.put("required", required);
            }
            object.put("properties", properties);
            return object;
        }

        private Map<String, Object> of(Held held) {
            return switch (held) {
                case Shape.Text _ -> Map.of("type", SCALARS);
                case Shape.Flag _ -> Map.of("type", "boolean");
                case Shape.WholeNumber(long min, long max) -> number(min, max);
                case Shape.Word(List<String> words) -> Map.of("enum", words);
                case Shape.Texts _ -> either(Map.of("type", SCALARS), list(Map.of("type", SCALARS)));
                case Shape.Any _ -> Map.of("type", List.of("string", "number", "boolean", "array"));
                case Shape.Named(Held each) -> named(of(each));
                case Shape.Nested(Shape shape) -> object(shape);
                case Shape.ListOf(Shape shape) -> list(object(shape));
                case Shape.OneOrMore(Shape shape) -> either(object(shape), list(object(shape)));
                case Shape.OrOff(Shape shape) -> either(OFF, object(shape));
            };
        }

        /** YAML 1.1, which editors read, takes the word for a truth value. */
        private static final Map<String, Object> OFF = Map.of("enum", List.of("off", false));

        private Map<String, Object> overrides(RuleCatalogue catalogue) {
            Map<String, Object> properties = new LinkedHashMap<>();
            for (Rule rule : catalogue.rules()) {
                Map<String, Object> override = object(ConfigShapes.OVERRIDE);
                Map<String, Object> keys = new LinkedHashMap<>(asMap(override.get("properties")));
                keys.put("params", params(rule));
                override.put("properties", keys);
                Map<String, Object> either = new LinkedHashMap<>(either(OFF, override));
                either.put("description", rule.text().title().toString());
                properties.put(rule.id(), either);
            }
            Map<String, Object> overrides = new LinkedHashMap<>(named(either(OFF, object(ConfigShapes.OVERRIDE))));
            overrides.put("properties", properties);
            return overrides;
        }

        private static Map<String, Object> params(Rule rule) {
            Map<String, Object> properties = new LinkedHashMap<>();
            for (Param param : rule.params().values()) {
                Map<String, Object> property = new LinkedHashMap<>(type(param));
                property.put(
                        "description",
                        param.about() + "; standard " + param.type().words(param.standard()));
                properties.put(param.name(), property);
            }
            Map<String, Object> params = new LinkedHashMap<>();
            params.put("type", "object");
            params.put("additionalProperties", false);
            params.put("properties", properties);
            return params;
        }

        private static Map<String, Object> type(Param param) {
            return switch (param.type()) {
                case INT -> Map.of("type", "integer");
                case BOOL -> Map.of("type", "boolean");
                case LIST -> list(Map.of("type", SCALARS));
                case STRING, SIZE, DURATION -> Map.of("type", SCALARS);
            };
        }

        @SuppressWarnings("unchecked") // made by object()
        private static Map<String, Object> asMap(Object properties) {
            return (Map<String, Object>) properties;
        }

        private static Map<String, Object> number(long min, long max) {
            Map<String, Object> number = new LinkedHashMap<>();
            number.put("type", "integer");
            number.put("minimum", min);
            number.put("maximum", max);
            return number;
        }

        private static Map<String, Object> named(Map<String, Object> each) {
            Map<String, Object> named = new LinkedHashMap<>();
            named.put("type", "object");
            named.put("additionalProperties", each);
            return named;
        }

        private static Map<String, Object> list(Map<String, Object> item) {
            Map<String, Object> list = new LinkedHashMap<>();
            list.put("type", "array");
            list.put("items", item);
            return list;
        }

        private static Map<String, Object> either(Map<String, Object> one, Map<String, Object> other) {
            return Map.of("anyOf", List.of(one, other));
        }
    }
}
