package dev.headroom.demo.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An object of the GraphQL schema: a type's name and its fields, each computed when it is asked for. */
final class GraphObject {
    private static final int LARGEST_PAGE = 100;

    private final String type;
    private final Map<String, Function<Map<String, JsonNode>, @Nullable Object>> fields = new HashMap<>();

    GraphObject(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }

    GraphObject with(String field, Supplier<@Nullable Object> value) {
        fields.put(field, _ -> value.get());
        return this;
    }

    GraphObject withArguments(String field, Function<Map<String, JsonNode>, @Nullable Object> value) {
        fields.put(field, value);
        return this;
    }

    /** A connection: {@code nodes}, {@code totalCount} and {@code pageInfo}, paged by {@code first} and {@code after}. */
    GraphObject withConnection(String field, Supplier<List<GraphObject>> all) {
        fields.put(field, arguments -> {
            int first = arguments.containsKey("first") ? arguments.get("first").asInt() : 0;
            if (first < 1 || first > LARGEST_PAGE) {
                throw new GraphFailure("You must provide a `first` or `last` value to properly paginate the `" + field
                        + "` connection.");
            }
            List<GraphObject> items = all.get();
            JsonNode after = arguments.get("after");
            int from = after == null || after.isNull()
                    ? 0
                    : Integer.parseInt(after.asText().substring(1));
            int to = Math.min(items.size(), from + first);
            GraphObject page = new GraphObject("PageInfo")
                    .with("hasNextPage", () -> to < items.size())
                    .with("endCursor", () -> to == 0 ? null : "c" + to);
            return new GraphObject("Connection")
                    .with("totalCount", items::size)
                    .with("nodes", () -> items.subList(from, to))
                    .with("pageInfo", () -> page);
        });
        return this;
    }

    /** What a selection asks of this object, as JSON values. */
    Map<String, @Nullable Object> select(
            List<GraphQlDocument.Selection> selections, Map<String, GraphQlDocument.Fragment> fragments) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        for (GraphQlDocument.Selection selection : selections) {
            switch (selection) {
                case GraphQlDocument.Field field -> result.put(field.alias(), resolve(field, fragments));
                case GraphQlDocument.Spread spread -> {
                    GraphQlDocument.Fragment fragment = fragments.get(spread.fragment());
                    if (fragment == null) {
                        throw new GraphFailure("Fragment " + spread.fragment() + " was used, but not defined");
                    }
                    if (fragment.type().equals(type)) {
                        result.putAll(select(fragment.selections(), fragments));
                    }
                }
                case GraphQlDocument.Inline inline -> {
                    if (inline.type().isEmpty() || inline.type().get().equals(type)) {
                        result.putAll(select(inline.selections(), fragments));
                    }
                }
            }
        }
        return result;
    }

    private @Nullable Object resolve(GraphQlDocument.Field field, Map<String, GraphQlDocument.Fragment> fragments) {
        if (field.name().equals("__typename")) {
            return type;
        }
        Function<Map<String, JsonNode>, @Nullable Object> resolver = fields.get(field.name());
        if (resolver == null) {
            throw new GraphFailure("Field '" + field.name() + "' doesn't exist on type '" + type + "'");
        }
        return shaped(resolver.apply(field.arguments()), field, fragments);
    }

    private static @Nullable Object shaped(
            @Nullable Object value, GraphQlDocument.Field field, Map<String, GraphQlDocument.Fragment> fragments) {
        return switch (value) {
            case GraphObject object -> {
                if (field.selections().isEmpty()) {
                    throw new GraphFailure("Field must have selections (field '" + field.name() + "' returns "
                            + object.type() + " but has no selections)");
                }
                yield object.select(field.selections(), fragments);
            }
            case List<?> list -> {
                List<@Nullable Object> shaped = new ArrayList<>();
                list.forEach(one -> shaped.add(shaped(one, field, fragments)));
                yield shaped;
            }
            case null -> null;
            default -> value;
        };
    }

    /** A query that the schema does not allow. */
    static final class GraphFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GraphFailure(String message) {
            super(message, null, false, false);
        }
    }
}
