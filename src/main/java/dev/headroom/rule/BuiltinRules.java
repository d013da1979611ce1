package dev.headroom.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The files of the rules that come with Headroom: every YAML file below {@code rules/} of the class path. */
final class BuiltinRules {
    private static final String FOLDER = "rules";

    private BuiltinRules() {}

    /** Contents by path. */
    static Map<String, byte[]> files() {
        URL folder = BuiltinRules.class.getClassLoader().getResource(FOLDER);
        if (folder == null) {
            return Map.of();
        }
        try {
            URI address = folder.toURI();
            return address.getScheme().equals("jar")
                    ? inJar(address.getSchemeSpecificPart())
                    : RuleFiles.below(Path.of(address));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program's own jar, which is open already: another file system upon it would cost a start a tenth of a second. */
    private static Map<String, byte[]> inJar(String address) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        Path file = Path.of(URI.create(address.substring(0, address.indexOf("!/"))));
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            List<JarEntry> entries = new ArrayList<>();
            jar.stream().filter(BuiltinRules::rule).forEach(entries::add);
            for (JarEntry entry : entries) {
                try (InputStream in = jar.getInputStream(entry)) {
                    files.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return files;
    }

    private static boolean rule(JarEntry entry) {
        return entry.getName().startsWith(FOLDER + "/") && RuleFiles.rule(entry.getName());
    }
}
