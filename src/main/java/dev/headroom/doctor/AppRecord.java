package dev.headroom.doctor;

import dev.headroom.delivery.HookDelivery;
import dev.headroom.repository.GitHubFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What GitHub has on record of the App. All methods throw {@link GitHubFailure}. */
public interface AppRecord {

    /** GitHub's clock; needs no credentials, so that it tells whether GitHub is reached at all. */
    Instant time();

    Registration registration();

    /** Where the App is installed, at most a thousand of them. */
    List<Installation> installations();

    Hook hook();

    /** The newest attempts to deliver, at most a hundred, the newest first. */
    List<HookDelivery> latestDeliveries();

    RateLimit rateLimit(Installation installation);

    /**
     * The App itself.
     *
     * @param page the App's public page
     * @param settings the page on which its owner changes it
     */
    record Registration(
            String slug, String page, String settings, Map<String, String> permissions, Set<String> events) {
        public Registration {
            permissions = Map.copyOf(permissions);
            events = Set.copyOf(events);
        }
    }

    /**
     * The App at an organisation or person.
     *
     * @param settings the page on which the account's owner changes it
     */
    record Installation(long id, String account, String settings, boolean suspended, Map<String, String> permissions) {
        public Installation {
            permissions = Map.copyOf(permissions);
        }
    }

    /**
     * The App's webhook.
     *
     * @param url empty where there is none
     * @param checksCertificate whether GitHub wants the server's certificate to be right
     */
    record Hook(String url, String contentType, boolean hasSecret, boolean checksCertificate) {}

    /** The calls of an hour. */
    record RateLimit(int limit, int remaining, Instant reset) {}
}
