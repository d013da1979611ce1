package dev.headroom.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A YAML file of settings; its keys are those of the environment in lower case, with or without {@code headroom_}. */
final class SettingsFile {
    private static final String PREFIX = "HEADROOM_";
    private static final int LARGEST_FILE = 100_000;

    private SettingsFile() {}

    /**
     * Reads the file.
     *
     * @param known the names that there are, as in the environment
     * @param problems is given a sentence for whatever is wrong
     * @return values by their names in the environment
     */
    static Map<String, String> read(Path file, Collection<String> known, Collection<String> problems) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : parse(file, problems).entrySet()) {
            String key = String.valueOf(entry.getKey());
            String upper = key.toUpperCase(Locale.ROOT);
            String name = upper.startsWith(PREFIX) ? upper : PREFIX + upper;
            if (!known.contains(name)) {
                problems.add("%s: there is no setting '%s'; there are %s."
                        .formatted(
                                file,
                                key,
                                known.stream()
                                        .map(each -> each.toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))));
            } else if (entry.getValue() instanceof List<?> list) {
                values.put(name, list.stream().map(String::valueOf).collect(Collectors.joining(",")));
            } else if (entry.getValue() instanceof Map<?, ?>) {
                problems.add("%s: the setting '%s' must be a plain value.".formatted(file, key));
            } else if (entry.getValue() != null) {
                values.put(name, String.valueOf(entry.getValue()));
            }
        }
        return values;
    }

    /** A setting's key in a file, by its name in the environment. */
    static String key(String name) {
        return name.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    }

    private static Map<?, ?> parse(Path file, Collection<String> problems) {
        LoadSettings strict = LoadSettings.builder()
                .setLabel(file.toString())
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(LARGEST_FILE)
                .build();
        try {
            Object document = new Load(strict).loadFromString(Files.readString(file));
            if (document instanceof Map<?, ?> map) {
                return map;
            }
            if (document != null) {
                problems.add(file + ": the file must hold settings as 'key: value' lines.");
            }
        } catch (IOException e) {
            problems.add("The settings file " + file + " cannot be read: "
                    + e.getClass().getSimpleName() + ".");
        } catch (MarkedYamlEngineException e) {
            // The whole message quotes lines of the file, and so perhaps a secret.
            String where = e.getProblemMark()
                    .map(mark -> ", line " + (mark.getLine() + 1))
                    .orElse("");
            problems.add(file + where + ": this is not YAML that can be read: check indentation and quotes.");
        } catch (YamlEngineException e) {
            problems.add(file + ": this is not YAML that can be read.");
        }
        return Map.of();
    }
}
