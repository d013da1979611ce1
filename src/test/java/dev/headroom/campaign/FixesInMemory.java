package dev.headroom.campaign;

import dev.headroom.campaign.fix.FixBook;
import dev.headroom.campaign.fix.FixRecord;
import dev.headroom.campaign.fix.FixRequest;
import dev.headroom.repository.RepositoryRef;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The record of one repository's pull requests with fixes in memory. */
public final class FixesInMemory implements FixBook {
    private final NavigableMap<String, FixRecord> fixes = new TreeMap<>();
    private final List<FixRequest> requests = new ArrayList<>();

    @Override
    public NavigableMap<String, FixRecord> fixes(RepositoryRef repository) {
        return new TreeMap<>(fixes);
    }

    @Override
    public void keep(RepositoryRef repository, String service, FixRecord fix) {
        fixes.put(service, fix);
    }

    @Override
    public void ask(RepositoryRef repository, FixRequest request) {
        requests.add(request);
    }

    @Override
    public List<FixRequest> requests(RepositoryRef repository) {
        return List.copyOf(requests);
    }

    @Override
    public void answered(RepositoryRef repository, FixRequest request) {
        requests.remove(request);
    }

    @Override
    public boolean proposed(RepositoryRef repository, int number) {
        return fixes.values().stream()
                .anyMatch(fix -> fix.state().active()
                        && fix.number().filter(known -> known == number).isPresent());
    }
}
