package dev.headroom.cli;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.finding.Analysis;
import dev.headroom.campaign.audit.CodeLinks;
import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.audit.FleetAuditor;
import dev.headroom.campaign.audit.ServiceState;
import dev.headroom.campaign.page.FleetPage;
import dev.headroom.campaign.page.FleetTable;
import dev.headroom.campaign.progress.Campaign;
import dev.headroom.campaign.progress.History;
import dev.headroom.campaign.text.CampaignText;
import dev.headroom.cli.memory.CacheFolder;
import dev.headroom.cli.terminal.StandardStreams;
import dev.headroom.cli.terminal.WrongUsage;
import dev.headroom.cli.tree.ConfigFile;
import dev.headroom.cli.tree.RuleFolders;
import dev.headroom.cli.tree.SourceTree;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.rule.RuleCatalogue;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that audits a fleet and prints the tracking issue of its campaign as the App would post it. */
@Command(
        name = "campaign",
        description = "Audits all services of a tree and prints the tracking issue as the App would post it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CampaignCommand implements Callable<Integer> {
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9-]{1,39}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");

    @Parameters(paramLabel = "PATH", defaultValue = ".", description = "the fleet's folder; the current one")
    private Path path = Path.of(".");

    @Option(names = "--format", defaultValue = "markdown", description = "${COMPLETION-CANDIDATES}")
    private Format format = Format.MARKDOWN;

    @Option(names = "--config", paramLabel = "FILE", description = "instead of " + RepositoryConfig.PATH)
    private @Nullable Path config;

    @Option(names = "--rules", paramLabel = "DIR", description = "a folder of further rules")
    private @Nullable Path rules;

    @Option(names = "--repository", paramLabel = "OWNER/NAME", description = "on github.com, for links to the code")
    private String repository = "";

    @Option(names = "--commit", paramLabel = "SHA", description = "what the tree is, for links to the code")
    private String commit = "";

    @Option(names = "--no-cache", description = "examine again what an earlier check has examined")
    private boolean noCache;

    @Spec
    private @Nullable CommandSpec spec;

    private enum Format {
        MARKDOWN,
        JSON,
        CSV,
        HTML;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        if (!repository.isEmpty() && !REPOSITORY.matcher(repository).matches()) {
            throw new WrongUsage("--repository asks for OWNER/NAME");
        }
        if (!commit.isEmpty() && !COMMIT.matcher(commit).matches()) {
            throw new WrongUsage("--commit asks for a whole sha of 40 or 64 digits");
        }
        SourceTree tree = SourceTree.read(List.of(path));
        RuleCatalogue catalogue = RuleFolders.load(tree.root(), rules);
        RepositoryConfig configuration =
                ConfigFile.read(tree.root(), config, catalogue).usable();
        Analysis analysis = analyzer(catalogue).analyze(List.copyOf(tree.files().values()), configuration);
        FleetAudit audit = new FleetAuditor(catalogue, configuration).audit(analysis, commit);
        CodeLinks links =
                repository.isEmpty() ? CodeLinks.NONE : new CodeLinks("https://github.com/" + repository, commit);
        Campaign campaign = Campaign.planned(
                audit, History.EMPTY, configuration.campaign(), LocalDate.now(ZoneId.systemDefault()), links);
        streams()
                .print(
                        switch (format) {
                            case MARKDOWN -> new CampaignText(campaign).body() + "\n";
                            case JSON -> CampaignReport.json(campaign);
                            case CSV -> FleetTable.audit(campaign).csv();
                            case HTML -> new FleetPage(campaign).html();
                        });
        return audit.in(ServiceState.BLOCKED).isEmpty() ? Headroom.CLEAN : Headroom.BLOCKED;
    }

    private Analyzer analyzer(RuleCatalogue catalogue) {
        Analyzer analyzer = new Analyzer(catalogue).tolerating(streams()::tell);
        return noCache ? analyzer : CacheFolder.remembering(analyzer, System.getenv());
    }

    private StandardStreams streams() {
        return StandardStreams.of(spec);
    }
}
