package dev.headroom.app.operator;

import dev.headroom.setup.AppManifest;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The program's own {@code app.yml}, the one place that lists permissions and events. */
public final class ManifestFile {
    private ManifestFile() {}

    public static AppManifest read() {
        try (InputStream in = ManifestFile.class.getResourceAsStream("/app.yml")) {
            if (new Load(LoadSettings.builder().build()).loadFromInputStream(in) instanceof Map<?, ?> file) {
                return manifest(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException("The program's own app.yml cannot be read.", e);
        }
        throw new IllegalStateException("The program's own app.yml holds no mapping.");
    }

    private static AppManifest manifest(Map<?, ?> file) {
        Map<String, String> permissions = new LinkedHashMap<>();
        ((Map<?, ?>) file.get("default_permissions"))
                .forEach((name, level) -> permissions.put(String.valueOf(name), String.valueOf(level)));
        return new AppManifest(
                String.valueOf(file.get("name")),
                String.valueOf(file.get("description")),
                String.valueOf(file.get("url")),
                Boolean.TRUE.equals(file.get("public")),
                permissions,
                ((List<?>) file.get("default_events"))
                        .stream().map(String::valueOf).toList());
    }
}
