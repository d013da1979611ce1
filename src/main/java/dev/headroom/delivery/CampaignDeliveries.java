package dev.headroom.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headroom.repository.RepositoryRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
            String[] names = one.path("full_name").asText().split("/", -1);
            boolean sound = names.length == 2
                    && DeliveryRouter.NAME.matcher(names[0]).matches()
                    && DeliveryRouter.NAME.matcher(names[1]).matches();
            if (sound && installation > 0 && repositories.size() < MOST_REPOSITORIES) {
                repositories.add(new RepositoryRef(installation, names[0], names[1]));
            }
        }
        return repositories.isEmpty()
                ? new Work.Ignore("what is installed is read when it is needed")
                : new Work.AuditRepositories(repositories);
    }
}
