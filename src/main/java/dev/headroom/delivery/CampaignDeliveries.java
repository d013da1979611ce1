package dev.headroom.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headroom.repository.RepositoryRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A reading of payloads after which a fleet is to be audited. */
public final class CampaignDeliveries {
    /** More than an organisation's installation names at once. */
    private static final int MOST_REPOSITORIES = 2_000;

    private CampaignDeliveries() {}

    /** Whether all that somebody asks, behind {@code /headroom}, is about the campaign. */
    public static boolean aboutCampaign(List<String> lines) {
        return lines.stream()
                .allMatch(line -> line.strip()
                        .toLowerCase(Locale.ROOT)
                        .split("\\s+", 2)[0]
                        .equals("campaign"));
    }

    /** A push to the default branch. */
    static Work pushed(RepositoryRef repository, JsonNode json) {
        return ConfigurationPush.toDefaultBranch(json) && !json.path("deleted").asBoolean()
                ? new Work.AuditRepository(repository)
                : new Work.Ignore("a push to a pull request comes as synchronize as well");
    }

    /** The repositories that the App can see now and could not see before. */
    static Work installed(String action, JsonNode json) {
        JsonNode named = switch (action) {
            case "created", "unsuspend", "new_permissions_accepted" -> json.path("repositories");
            case "added" -> json.path("repositories_added");
            default -> json.path("none");
        };
        long installation = json.at("/installation/id").asLong();
        List<RepositoryRef> repositories = new ArrayList<>();
        for (JsonNode one : named) {
            Optional<RepositoryRef> repository =
                    RepositoryRef.named(installation, one.path("full_name").asText());
            if (installation > 0 && repositories.size() < MOST_REPOSITORIES) {
                repository.ifPresent(repositories::add);
            }
        }
        return repositories.isEmpty()
                ? new Work.Ignore("what is installed is read when it is needed")
                : new Work.AuditRepositories(repositories);
    }
}
