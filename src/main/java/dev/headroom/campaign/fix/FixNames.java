package dev.headroom.campaign.fix;

import dev.headroom.analysis.finding.Sha256;
import dev.headroom.config.CampaignConfig.FixRequests;
import dev.headroom.text.Markdown;
import java.util.regex.Pattern;

/** The names of branches and the titles of pull requests with fixes, by the templates of the configuration. */
final class FixNames {
    /** What every version of Git and GitHub takes in a part of a branch's name. */
    private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9_-]+");

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_TITLE = 200;
    private static final int DIGITS = 8;

    private FixNames() {}

    /** The branch of a service; two services never have the same. */
    static String branch(FixRequests templates, String service) {
        String name = OTHERS.matcher(service).replaceAll("-");
        if (!name.equals(service) || name.length() > LONGEST_NAME) {
            name = name.substring(0, Math.min(name.length(), LONGEST_NAME)) + "-"
                    + Sha256.hex(service).substring(0, DIGITS);
        }
        return templates.branch().replace(FixRequests.SERVICE, name);
    }

    /** Where a commit is made that will take the place of a branch's own. */
    static String next(String branch) {
        return branch + "-next";
    }

    /** Another branch, where somebody else's has the name. */
    static String beside(String branch, String commit) {
        return branch + "-" + Markdown.shortSha(commit);
    }

    static String title(FixRequests templates, String service) {
        return Markdown.plain(templates.title().replace(FixRequests.SERVICE, service), LONGEST_TITLE);
    }
}
