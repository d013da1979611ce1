package dev.headroom.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.headroom.config.JsonSchema;
import dev.headroom.rule.RuleCatalogue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The JSON schema of {@code .github/headroom.yml}, written when it is asked for first. */
final class ConfigurationSchema implements Supplier<String> {
    private volatile @Nullable String text;

    @Override
    public String get() {
        String known = text;
        if (known == null) {
            try {
                known = new JsonMapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(JsonSchema.ofConfiguration(RuleCatalogue.builtin()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a schema is maps, lists and plain values", e);
            }
            text = known;
        }
        return known;
    }
}
