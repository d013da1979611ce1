package dev.headroom.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the packages, each with its reason. */
class PackageArrowsTest {
    private static final String ROOT = "dev.headroom.";
    private static final String[] ADAPTERS = packages("github", "store", "jobs", "web", "cli", "demo", "app");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.headroom");

    @Test
    void theModelOfGoStandsAlone() {
        mayUseOfTheProject("golang").check(CLASSES);
    }

    @Test
    void rulesKnowGoButNotHowTheyAreRun() {
        mayUseOfTheProject("rule", "golang").check(CLASSES);
    }

    @Test
    void configurationSpeaksOfRulesOnly() {
        mayUseOfTheProject("config", "rule").check(CLASSES);
    }

    @Test
    void analysisRunsRulesAndProposesFixes() {
        mayUseOfTheProject("analysis", "golang", "rule", "config", "fix")
                .because("the outcome of an analysis carries the edits that its templates were rendered to")
                .check(CLASSES);
    }

    @Test
    void aCampaignIsPlannedOfWhatAnalysesSay() {
        mayUseOfTheProject("campaign", "golang", "rule", "config", "analysis", "fix", "repository", "text", "page")
                .because("it knows repositories, and no pull requests")
                .check(CLASSES);
    }

    @Test
    void whatFeaturesShareIsBelowThem() {
        mayUseOfTheProject("text", "rule", "analysis")
                .because("reviews, campaigns and answers write in one way")
                .check(CLASSES);
        mayUseOfTheProject("repository", "rule", "config", "analysis")
                .because("a repository is read in one way, whatever for")
                .check(CLASSES);
        mayUseOfTheProject("pullrequest", "repository")
                .because("it is what GitHub says and is told, and nothing of what is thought of it")
                .check(CLASSES);
    }

    @Test
    void pagesAreMadeOfValues() {
        mayUseOfTheProject("page", "rule")
                .because("safe HTML and the stylesheet serve the fleet's page, the web and the documents alike")
                .check(CLASSES);
        mayUseOfTheProject(
                        "web",
                        "page",
                        "signin",
                        "setup",
                        "doctor",
                        "campaign",
                        "delivery",
                        "repository",
                        "rule",
                        "analysis")
                .because("the web shows what features say, and asks stores and GitHub through ports only")
                .check(CLASSES);
    }

    @Test
    void whoSomebodyIsDoesNotDependOnHowTheyAsk() {
        mayUseOfTheProject("signin", "repository", "analysis")
                .because("sessions and access are tested without a server, a database or GitHub")
                .check(CLASSES);
    }

    @Test
    void aReviewDoesNotKnowWhatItIsAskedFor() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "review..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "command..", ROOT + "delivery..")
                .because("ignores come to it as values, and who asks for a review is not its matter")
                .check(CLASSES);
        mayUseOfTheProject(
                        "command",
                        "review",
                        "pullrequest",
                        "repository",
                        "text",
                        "analysis",
                        "fix",
                        "rule",
                        "config",
                        "golang")
                .because("a command is carried out before or after deliveries, and on GitHub through ports")
                .check(CLASSES);
    }

    @Test
    void anInstallationIsExaminedByWhatGitHubHasOnRecord() {
        mayUseOfTheProject("setup", "repository")
                .because("the App is registered before there is anything else")
                .check(CLASSES);
        mayUseOfTheProject("doctor", "setup", "delivery", "repository")
                .because("deliveries and the manifest are what there is to compare")
                .check(CLASSES);
    }

    @Test
    void theCoreDoesNotKnowItsAdapters() {
        noClasses()
                .that()
                .resideInAnyPackage(core())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ADAPTERS)
                .because("the core takes bytes and strings; who brings them is wired in app")
                .check(CLASSES);
    }

    @Test
    void theCoreDoesNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAnyPackage(planning())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net..", "java.sql..", "org.slf4j..")
                .because("what is planned from values can be tested with values")
                .check(CLASSES);
    }

    @Test
    void eachLibraryHasOneOwner() {
        onlyIn("io.javalin..", "one place answers HTTP", ROOT + "web..").check(CLASSES);
        onlyIn("gg.jte..", "one place fills templates, and escapes what it fills them with", ROOT + "web..")
                .check(CLASSES);
        onlyIn("com.github.kagkarlsson..", "one place schedules", ROOT + "jobs..")
                .check(CLASSES);
        onlyIn("org.kohsuke..", "one path leads to GitHub", ROOT + "github..").check(CLASSES);
        onlyIn("io.jsonwebtoken..", "one place signs in to GitHub", ROOT + "github..", ROOT + "demo..")
                .check(CLASSES);
        onlyIn("org.jdbi..", "one place speaks SQL", ROOT + "store..", ROOT + "jobs..")
                .check(CLASSES);
        onlyIn("picocli..", "commands are read in one way", ROOT + "cli..", ROOT + "app..", ROOT + "demo..")
                .check(CLASSES);
        onlyIn(
                        "org.snakeyaml..",
                        "there is one strict reader of YAML",
                        ROOT + "rule..",
                        ROOT + "config..",
                        ROOT + "app..")
                .check(CLASSES);
        onlyIn(
                        "org.commonmark..",
                        "one place reads what people write, one shows the prose of rules",
                        ROOT + "command..",
                        ROOT + "web..")
                .check(CLASSES);
        onlyIn("io.opentelemetry..", "spans are put around what is done, not into it", ROOT + "app..")
                .check(CLASSES);
        onlyIn("java.lang.foreign..", "tree-sitter is reached in one way", ROOT + "golang..")
                .check(CLASSES);
    }

    @Test
    void featuresFormNoCycle() {
        slices().matching("dev.headroom.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a package that needs its user cannot be understood alone")
                .check(CLASSES);
    }

    @Test
    void theModelOfGoIsBuiltInLayers() {
        slices().matching("dev.headroom.golang.(*)..")
                .should()
                .beFreeOfCycles()
                .because("syntax knows no types, types know no calls, calls know no flow")
                .check(CLASSES);
    }

    @Test
    void partsOfAFeatureFormNoCycle() {
        for (String feature : new String[] {"analysis", "review", "campaign", "cli", "app", "github"}) {
            slices().matching(ROOT + feature + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("a part that needs its user cannot be understood alone")
                    .check(CLASSES);
        }
        for (String feature : new String[] {"review", "campaign", "cli", "app"}) {
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + feature + ".*..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + feature)
                    .because("the feature is put together of its parts, which do not know the whole")
                    .check(CLASSES);
        }
        noClasses()
                .that()
                .resideInAPackage(ROOT + "analysis.finding..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "analysis.run..", ROOT + "analysis.memory..", ROOT + "analysis.check..")
                .because("what an analysis says can be read without knowing how it is made")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + "analysis.finding..",
                        ROOT + "analysis.check..",
                        ROOT + "analysis.run..",
                        ROOT + "analysis.memory..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "analysis", ROOT + "analysis.trial..", ROOT + "analysis.example..")
                .because("an analysis is put together of its parts; trials and examples are analyses themselves")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "analysis.check..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "analysis.run..", ROOT + "analysis.memory..")
                .because("a check is told where it reports to")
                .check(CLASSES);
    }

    private static ArchRule mayUseOfTheProject(String feature, String... others) {
        String[] allowed = Stream.concat(Stream.of(packages(feature)), Stream.of(packages(others)))
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(ROOT + feature + "..")
                .should()
                .dependOnClassesThat(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                                "dev.headroom..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(allowed))));
    }

    private static ArchRule onlyIn(String library, String reason, String... owners) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(owners)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because(reason);
    }

    /** What is computed from values alone. */
    private static String[] planning() {
        return packages(
                "analysis",
                "fix",
                "text",
                "repository",
                "pullrequest",
                "review",
                "campaign",
                "command",
                "delivery",
                "doctor");
    }

    private static String[] core() {
        return Stream.of(planning(), packages("golang", "rule", "config", "page", "signin", "setup"))
                .flatMap(Stream::of)
                .toArray(String[]::new);
    }

    private static String[] packages(String... names) {
        return Stream.of(names).map(name -> ROOT + name + "..").toArray(String[]::new);
    }

    @Test
    void namesSaySomething() {
        noClasses()
                .should()
                .haveNameMatching(".*\\.[A-Za-z]*(Util|Utils|Helper|Helpers|Manager|Impl|Common|Constants|Service)")
                .because("a newcomer finds where a thing lives from its name alone")
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage("dev.headroom..")
                .should()
                .resideOutsideOfPackage("..util..")
                .check(CLASSES);
    }
}
