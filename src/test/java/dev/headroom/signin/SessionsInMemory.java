package dev.headroom.signin;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A record of sessions without a database. */
public final class SessionsInMemory implements SessionBook {
    final Map<String, Entry> entries = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    @Override
    public void open(Entry session) {
        entries.put(session.idHash(), session);
    }

    @Override
    public Optional<Entry> find(String idHash) {
        return Optional.ofNullable(entries.get(idHash));
    }

    @Override
    public void seen(String idHash, Instant at) {
        entries.computeIfPresent(
                idHash, (hash, old) -> new Entry(hash, old.person(), old.sealedToken(), old.opened(), at, old.ends()));
    }

    @Override
    public void close(String idHash) {
        entries.remove(idHash);
    }

    @Override
    public boolean use(String stateHash, Instant until) {
        return used.add(stateHash);
    }

    @Override
    public void forget(Instant now) {
        entries.values().removeIf(entry -> !entry.ends().isAfter(now));
    }
}
