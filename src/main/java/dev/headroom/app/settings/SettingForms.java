package dev.headroom.app.settings;

import dev.headroom.app.settings.Settings.LogFormat;
import dev.headroom.github.AppKey;
import dev.headroom.signin.Gatekeeper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The forms that values of settings have. Each throws {@link IllegalArgumentException} with a sentence for the person who
 * set it.
 */
final class SettingForms {
    private static final Pattern TEAM = Pattern.compile("@?([A-Za-z0-9-]{1,39})/([A-Za-z0-9_-]{1,100})");

    private static final long LARGEST_KEY_FILE = 65_536;

    private SettingForms() {}

    static AppKey keyInFile(String path) {
        try {
            Path file = Path.of(path);
            if (Files.exists(file) && Files.size(file) > LARGEST_KEY_FILE) {
                throw new IllegalArgumentException("The file " + path + " is too large for a key.");
            }
            return AppKey.parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("There is no file " + path + ".", e);
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException("The file " + path + " is not PEM text.", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("The file " + path + " cannot be read.", e);
        }
    }

    static Gatekeeper.Team team(String value) {
        Matcher team = TEAM.matcher(value);
        if (!team.matches()) {
            throw new IllegalArgumentException(
                    "The team must be ORGANISATION/TEAM, as in the address of its page on GitHub.");
        }
        return new Gatekeeper.Team(team.group(1), team.group(2));
    }

    static int port(String value) {
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException("The port must be a number from 0 to 65535; 0 picks one that is free.");
        }
        return Integer.parseInt(value);
    }

    static URI webAddress(String value) {
        try {
            URI address = URI.create(value);
            if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without the parser's position.
        }
        throw new IllegalArgumentException("The address must begin with https:// or http:// and name a host.");
    }

    static Path directory(String value) {
        // H2 would read what follows a semicolon as options.
        if (value.contains(";")) {
            throw new IllegalArgumentException("The directory must not contain a semicolon.");
        }
        return Path.of(value);
    }

    static LogFormat logFormat(String value) {
        return Stream.of(LogFormat.values())
                .filter(format -> format.name().equals(value.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The log format must be json or text."));
    }
}
