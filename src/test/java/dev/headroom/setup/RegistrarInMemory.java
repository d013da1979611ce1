package dev.headroom.setup;

import dev.headroom.repository.GitHubFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A world in which each step of the setup goes well, unless a test wants it otherwise. */
final class RegistrarInMemory implements Registrar {
    static final RegisteredApp APP = new RegisteredApp(
            42, "headroom-acme", "https://github.com/apps/headroom-acme", "the key", "the secret", "Iv1", "hidden");

    final Map<String, String> addresses = new HashMap<>();
    final List<String> reached = new ArrayList<>();
    final List<String> converted = new ArrayList<>();
    final List<Map<String, String>> kept = new ArrayList<>();
    final List<Map<String, String>> started = new ArrayList<>();
    Optional<GitHubFailure> unreachable = Optional.empty();
    Optional<GitHubFailure> refusal = Optional.empty();
    boolean writable = true;

    @Override
    public List<InetAddress> addresses(String host) throws IOException {
        if (!addresses.containsKey(host)) {
            throw new UnknownHostException(host);
        }
        return List.of(InetAddress.getByName(addresses.get(host)));
    }

    @Override
    public void reach(GitHubSite site) {
        reached.add(site.api());
        unreachable.ifPresent(failure -> {
            throw failure;
        });
    }

    @Override
    public RegisteredApp convert(GitHubSite site, String code) {
        converted.add(site.api() + " " + code);
        refusal.ifPresent(failure -> {
            throw failure;
        });
        return APP;
    }

    @Override
    public void keep(Map<String, String> settings) throws IOException {
        if (!writable) {
            throw new IOException("read-only");
        }
        kept.add(settings);
    }

    @Override
    public void start(Map<String, String> settings) {
        started.add(settings);
    }
}
