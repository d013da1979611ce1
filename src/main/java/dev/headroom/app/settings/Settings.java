package dev.headroom.app.settings;

import dev.headroom.github.AppKey;
import dev.headroom.github.call.GitHubUrls;
import dev.headroom.signin.Gatekeeper;
import dev.headroom.store.Database;
import dev.headroom.web.ClientAddresses;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the server has to be told, checked as a whole.
 *
 * @param appId the App's id or client id
 * @param webhookSecrets at least one; several while one is replaced by another
 * @param port 0 picks one that is free
 * @param publicUrl where people reach the server
 * @param dataDirectory for what the server keeps in files
 * @param databaseUrl a JDBC address; empty for a database in the data directory
 * @param clients who asks, behind which proxies
 */
public record Settings(
        String appId,
        AppKey privateKey,
        List<String> webhookSecrets,
        GitHubUrls gitHub,
        int port,
        Optional<URI> publicUrl,
        Path dataDirectory,
        Optional<String> databaseUrl,
        ClientAddresses clients,
        Optional<SignIn> signIn,
        LogFormat logFormat) {
    public Settings {
        webhookSecrets = List.copyOf(webhookSecrets);
    }

    /**
     * Reads the environment and, below it, a file and what the setup page has stored.
     *
     * @throws WrongSettings naming every setting that is missing or wrong
     */
    public static Settings read(Map<String, String> environment, Optional<Path> file) {
        return SettingsReader.read(environment, file);
    }

    /**
     * Reads the environment and, below it, a file and the credentials of an App that was just registered.
     *
     * @param registered by their names in the environment
     * @throws WrongSettings naming every setting that is missing or wrong
     */
    public static Settings read(Map<String, String> environment, Optional<Path> file, Map<String, String> registered) {
        return SettingsReader.read(environment, file, registered);
    }

    /** Where the database is: what was set, else in the data directory. */
    public String databaseAddress() {
        return databaseUrl.orElseGet(() -> Database.inDirectory(dataDirectory));
    }

    /** The same on this port. */
    public Settings withPort(int chosen) {
        return new Settings(
                appId,
                privateKey,
                webhookSecrets,
                gitHub,
                chosen,
                publicUrl,
                dataDirectory,
                databaseUrl,
                clients,
                signIn,
                logFormat);
    }

    /**
     * How people sign in with GitHub.
     *
     * @param adminTeam whose members see what is about the whole server
     */
    public record SignIn(String clientId, String clientSecret, Optional<Gatekeeper.Team> adminTeam) {
        @Override
        public String toString() {
            return "SignIn[clientId=" + clientId + "]";
        }
    }

    /** How log lines look. */
    public enum LogFormat {
        JSON,
        TEXT
    }

    /** Without secrets; a database address may hold a password. */
    @Override
    public String toString() {
        return "Settings[appId=%s, gitHub=%s, port=%d, publicUrl=%s, dataDirectory=%s, logFormat=%s]"
                .formatted(
                        appId, gitHub.rest(), port, publicUrl.map(URI::toString).orElse(""), dataDirectory, logFormat);
    }
}
