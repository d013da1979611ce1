package dev.headroom.config;

import static dev.headroom.rule.Shape.optional;
import static dev.headroom.rule.Shape.required;

import dev.headroom.config.CampaignConfig.Mode;
import dev.headroom.config.RepositoryConfig.BlockOn;
import dev.headroom.rule.Severity;
import dev.headroom.rule.Shape;
import dev.headroom.rule.Shape.Any;
import dev.headroom.rule.Shape.Flag;
import dev.headroom.rule.Shape.Held;
import dev.headroom.rule.Shape.ListOf;
import dev.headroom.rule.Shape.Named;
import dev.headroom.rule.Shape.Nested;
import dev.headroom.rule.Shape.OrOff;
import dev.headroom.rule.Shape.Text;
import dev.headroom.rule.Shape.Texts;
import dev.headroom.rule.Shape.WholeNumber;
import dev.headroom.rule.Shape.Word;
import java.util.List;

/** The format of {@code .github/headroom.yml}. */
public final class ConfigShapes {
    private static final Held TEXT = new Text();

    static final Shape SERVICES = new Shape(
            "services",
            "What counts as a service.",
            List.of(optional(
                    "roots",
                    new Texts(),
                    "globs of folders that are services each, such as `services/*-service-go`; without them each main"
                            + " package is one, or each folder `services/NAME-go`")));

    /** What a repository changes about a rule. */
    public static final Shape OVERRIDE = new Shape(
            "rules.ID",
            "What is different about a rule; `off` instead of all that switches it off.",
            List.of(
                    optional("severity", Word.of(Severity.values()), "another severity"),
                    optional("params", new Named(new Any()), "values of the rule's parameters"),
                    optional("exclude", new Texts(), "globs of paths where it does not report")));

    static final Shape REVIEW = new Shape(
            "review",
            "How pull requests are reviewed.",
            List.of(
                    optional(
                            "block_on",
                            Word.of(BlockOn.values()),
                            "which blockers fail the check: those introduced, any, or none; standard `introduced`"),
                    optional(
                            "request_changes",
                            new Flag(),
                            "whether introduced blockers request changes rather than comment; standard `true`"),
                    optional(
                            "max_comments",
                            new WholeNumber(0, RepositoryConfigReader.MAX_COMMENTS),
                            "inline comments of a review; standard `30`"),
                    optional("drafts", new Flag(), "whether draft pull requests are reviewed; standard `false`")));

    static final Shape TIER = new Shape(
            "campaign.tiers",
            "A group of services that matter alike.",
            List.of(
                    required("name", TEXT, "as it is shown"),
                    required("match", new Texts(), "globs of service names")));

    static final Shape PHASE = new Shape(
            "campaign.phases",
            "A stretch of the campaign.",
            List.of(
                    required("name", TEXT, "as it is shown"),
                    optional("rules", new Texts(), "ids of the rules whose findings go in it"),
                    optional(
                            "weeks", new WholeNumber(1, CampaignReader.MAX_WEEKS), "how long it takes; standard `1`")));

    static final Shape FIX = new Shape(
            "campaign.fix",
            "The pull requests that the App opens with safe fixes when it is asked to, one a service.",
            List.of(
                    optional(
                            "branch",
                            TEXT,
                            "of each, with `{service}` for the service's name; standard `headroom/fix/{service}`"),
                    optional("title", TEXT, "of each; standard `Apply the safe fixes to {service}`"),
                    optional(
                            "at_once",
                            new WholeNumber(1, CampaignReader.MAX_AT_ONCE),
                            "how many are open at a time; standard `3`")));

    static final Shape CAMPAIGN = new Shape(
            "campaign",
            "The work on what is there already.",
            List.of(
                    optional("mode", Word.of(Mode.values()), "who starts it; standard `auto`: it starts by itself"),
                    optional("title", TEXT, "of the tracking issue"),
                    optional("labels", new Texts(), "of the issues; standard `[P0, performance]`"),
                    optional("owner", TEXT, "who answers for it, as `@user` or `@organisation/team`"),
                    optional("deadline", TEXT, "a day such as `2026-03-01`"),
                    optional("project", new WholeNumber(1, Integer.MAX_VALUE), "the number of a project (Projects v2)"),
                    optional("tiers", new ListOf(TIER), "which services come first, in this order"),
                    optional("phases", new ListOf(PHASE), "what is done when, in this order"),
                    optional("fix", new Nested(FIX), "the pull requests with fixes")));

    /** The file as a whole. */
    public static final Shape CONFIG = new Shape(
            "headroom.yml",
            "The configuration of a repository, read from the base branch of a pull request.",
            List.of(
                    optional("services", new Nested(SERVICES), "what counts as a service"),
                    optional("rules", new Named(new OrOff(OVERRIDE)), "what is different about rules, by their ids"),
                    optional("review", new Nested(REVIEW), "how pull requests are reviewed"),
                    optional(
                            "hot_paths",
                            new Texts(),
                            "functions to be taken for hot, as a path and a function parted by `#`:"
                                    + " `services/*/**#Handler.*`"),
                    optional("campaign", new Nested(CAMPAIGN), "the work on what is there already")));

    private ConfigShapes() {}
}
