package dev.headroom.app.settings;

import dev.headroom.app.settings.Settings.LogFormat;
import dev.headroom.app.settings.Settings.SignIn;
import dev.headroom.github.AppKey;
import dev.headroom.github.call.GitHubUrls;
import dev.headroom.signin.Gatekeeper;
import dev.headroom.store.Database;
import dev.headroom.web.ClientAddresses;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A reading of the settings that collects everything that is wrong before it gives up. */
final class SettingsReader {
    private static final String APP_ID = "HEADROOM_APP_ID";
    private static final String PRIVATE_KEY = "HEADROOM_PRIVATE_KEY";
    private static final String PRIVATE_KEY_FILE = "HEADROOM_PRIVATE_KEY_FILE";
    private static final String WEBHOOK_SECRET = "HEADROOM_WEBHOOK_SECRET";
    private static final String GITHUB_URL = "HEADROOM_GITHUB_URL";
    private static final String PORT = "HEADROOM_PORT";
    private static final String PUBLIC_URL = "HEADROOM_PUBLIC_URL";
    private static final String DATABASE_URL = "HEADROOM_DATABASE_URL";
    private static final String DATA_DIR = "HEADROOM_DATA_DIR";
    private static final String CLIENT_ID = "HEADROOM_CLIENT_ID";
    private static final String CLIENT_SECRET = "HEADROOM_CLIENT_SECRET";
    private static final String ADMIN_TEAM = "HEADROOM_ADMIN_TEAM";
    private static final String TRUSTED_PROXIES = "HEADROOM_TRUSTED_PROXIES";
    private static final String LOG = "HEADROOM_LOG";
    private static final List<String> NAMES = List.of(
            APP_ID,
            PRIVATE_KEY,
            PRIVATE_KEY_FILE,
            WEBHOOK_SECRET,
            GITHUB_URL,
            PORT,
            PUBLIC_URL,
            DATABASE_URL,
            DATA_DIR,
            CLIENT_ID,
            CLIENT_SECRET,
            ADMIN_TEAM,
            TRUSTED_PROXIES,
            LOG);

    private static final String DEFAULT_PORT = "8080";
    private static final String DEFAULT_DATA_DIR = "data";
    private static final String DEFAULT_LOG = "json";

    /** What says which App this is. */
    private static final List<String> IDENTITY = List.of(APP_ID, PRIVATE_KEY, PRIVATE_KEY_FILE);
    /** What belongs to it besides. */
    private static final List<String> SECRETS = List.of(WEBHOOK_SECRET, CLIENT_ID, CLIENT_SECRET);

    /** GitHub takes an App's client id for its id: {@code Iv1.…}, {@code Iv23li…}. */
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}|Iv[0-9A-Za-z.]{8,40}");

    private final Map<String, String> values;
    private final List<String> problems;

    private SettingsReader(Map<String, String> values, List<String> problems) {
        this.values = values;
        this.problems = problems;
    }

    static Settings read(Map<String, String> environment, Optional<Path> file) {
        SettingsReader reader = given(environment, file);
        return reader.above(reader.stored()).settings();
    }

    /** @param registered credentials that are stored nowhere, below all others */
    static Settings read(Map<String, String> environment, Optional<Path> file, Map<String, String> registered) {
        return given(environment, file).above(registered).settings();
    }

    static Optional<SetupSettings> readForSetup(Map<String, String> environment, Optional<Path> file) {
        SettingsReader reader = given(environment, file);
        boolean any = reader.namesAny(IDENTITY) || reader.namesAny(SECRETS);
        return any || !reader.stored().isEmpty() ? Optional.empty() : Optional.of(reader.setup());
    }

    /** What a person or an operator has set; what the setup page has stored is below it. */
    private static SettingsReader given(Map<String, String> environment, Optional<Path> file) {
        List<String> problems = new ArrayList<>();
        Map<String, String> values = new HashMap<>();
        file.ifPresent(path -> values.putAll(SettingsFile.read(path, NAMES, problems)));
        environment.forEach((name, value) -> {
            if (!value.isBlank()) {
                values.put(name, value);
            }
        });
        return new SettingsReader(values, problems);
    }

    private Map<String, String> stored() {
        // A directory that cannot be named is a problem of its own, said when the settings are read.
        return value(DATA_DIR)
                .filter(directory -> directory.contains(";"))
                .<Map<String, String>>map(_ -> Map.of())
                .orElseGet(() ->
                        new StoredCredentials(Path.of(value(DATA_DIR).orElse(DEFAULT_DATA_DIR))).read(NAMES, problems));
    }

    /** Of two Apps nothing may be mixed: where another App is named, nothing that belongs to the stored one counts. */
    private SettingsReader above(Map<String, String> lower) {
        Map<String, String> all = new HashMap<>(lower);
        if (namesAny(IDENTITY)) {
            all.keySet().removeAll(IDENTITY);
            all.keySet().removeAll(SECRETS);
            all.remove(GITHUB_URL);
        }
        all.putAll(values);
        return new SettingsReader(all, problems);
    }

    private boolean namesAny(List<String> names) {
        return names.stream().anyMatch(name -> value(name).isPresent());
    }

    private SetupSettings setup() {
        Optional<GitHubUrls> gitHub = value(GITHUB_URL).flatMap(url -> parse(GITHUB_URL, url, GitHubUrls::of));
        Optional<Integer> port = parse(PORT, value(PORT).orElse(DEFAULT_PORT), SettingForms::port);
        Optional<URI> publicUrl = value(PUBLIC_URL).flatMap(url -> parse(PUBLIC_URL, url, SettingForms::webAddress));
        Optional<Path> data = parse(DATA_DIR, value(DATA_DIR).orElse(DEFAULT_DATA_DIR), SettingForms::directory);
        Optional<LogFormat> log = parse(LOG, value(LOG).orElse(DEFAULT_LOG), SettingForms::logFormat);
        ClientAddresses clients = clients();
        // What the App will need is said before somebody registers it.
        boolean usable = value(DATABASE_URL).isEmpty() || database().isPresent();
        if (!usable || !problems.isEmpty()) {
            throw new WrongSettings(problems);
        }
        return new SetupSettings(port.orElseThrow(), clients, publicUrl, gitHub, data.orElseThrow(), log.orElseThrow());
    }

    private Settings settings() {
        Optional<String> appId = required(APP_ID, "the id on the App's page")
                .filter(id -> check(
                        ID.matcher(id).matches(), APP_ID + " must be the App's id, a number, or its client id, Iv…."));
        Optional<AppKey> key = key();
        List<String> secrets = secrets();
        Optional<GitHubUrls> gitHub =
                parse(GITHUB_URL, value(GITHUB_URL).orElse("https://api.github.com"), GitHubUrls::of);
        Optional<Integer> port = parse(PORT, value(PORT).orElse(DEFAULT_PORT), SettingForms::port);
        Optional<URI> publicUrl = value(PUBLIC_URL).flatMap(url -> parse(PUBLIC_URL, url, SettingForms::webAddress));
        Optional<Path> data = parse(DATA_DIR, value(DATA_DIR).orElse(DEFAULT_DATA_DIR), SettingForms::directory);
        Optional<String> database = database();
        ClientAddresses clients = clients();
        Optional<SignIn> signIn = signIn();
        Optional<LogFormat> log = parse(LOG, value(LOG).orElse(DEFAULT_LOG), SettingForms::logFormat);
        if (!problems.isEmpty()) {
            throw new WrongSettings(problems);
        }
        return new Settings(
                appId.orElseThrow(),
                key.orElseThrow(),
                secrets,
                gitHub.orElseThrow(),
                port.orElseThrow(),
                publicUrl,
                data.orElseThrow(),
                database,
                clients,
                signIn,
                log.orElseThrow());
    }

    private Optional<String> database() {
        // The address itself is not repeated, because it may hold a password.
        return value(DATABASE_URL)
                .filter(url -> check(
                        Database.supports(url),
                        DATABASE_URL + " must begin with jdbc:postgresql: or jdbc:h2:; leave it out for a database in "
                                + DATA_DIR + "."));
    }

    private Optional<AppKey> key() {
        Optional<String> text = value(PRIVATE_KEY);
        Optional<String> file = value(PRIVATE_KEY_FILE);
        if (text.isPresent() && file.isPresent()) {
            problems.add("Both %s and %s are set: keep one of them.".formatted(PRIVATE_KEY, PRIVATE_KEY_FILE));
            return Optional.empty();
        }
        if (text.isEmpty() && file.isEmpty()) {
            problems.add(
                    "%s is missing: set it to the path of the .pem file that GitHub made for the App, or %s to its text."
                            .formatted(PRIVATE_KEY_FILE, PRIVATE_KEY));
            return Optional.empty();
        }
        return text.flatMap(pem -> parse(PRIVATE_KEY, pem, AppKey::parse))
                .or(() -> file.flatMap(path -> parse(PRIVATE_KEY_FILE, path, SettingForms::keyInFile)));
    }

    private List<String> secrets() {
        List<String> secrets = required(WEBHOOK_SECRET, "the secret that was given to GitHub for the webhook").stream()
                .flatMap(all -> Arrays.stream(all.split(",")))
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .toList();
        if (value(WEBHOOK_SECRET).isPresent()) {
            check(!secrets.isEmpty(), WEBHOOK_SECRET + " holds no secret between its commas.");
        }
        return secrets;
    }

    private Optional<SignIn> signIn() {
        Optional<String> id = value(CLIENT_ID);
        Optional<String> secret = value(CLIENT_SECRET);
        check(
                id.isPresent() == secret.isPresent(),
                "%s and %s belong together: set both or neither.".formatted(CLIENT_ID, CLIENT_SECRET));
        Optional<Gatekeeper.Team> admins =
                value(ADMIN_TEAM).flatMap(team -> parse(ADMIN_TEAM, team, SettingForms::team));
        return id.flatMap(known -> secret.map(hidden -> new SignIn(known, hidden, admins)));
    }

    private ClientAddresses clients() {
        return value(TRUSTED_PROXIES)
                .flatMap(proxies -> parse(TRUSTED_PROXIES, proxies, ClientAddresses::behind))
                .orElse(ClientAddresses.DIRECT);
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private Optional<String> required(String name, String meaning) {
        Optional<String> value = value(name);
        check(value.isPresent(), name + " is missing: set it to " + meaning + ".");
        return value;
    }

    private boolean check(boolean right, String problem) {
        if (!right) {
            problems.add(problem);
        }
        return right;
    }

    private <T> Optional<T> parse(String name, String value, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(value));
        } catch (IllegalArgumentException e) {
            problems.add(name + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
