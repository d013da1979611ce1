package dev.headroom.web;

import dev.headroom.campaign.book.AuditRecord;
import dev.headroom.campaign.book.CampaignBook;
import dev.headroom.campaign.fix.FixDesk;
import dev.headroom.campaign.page.Dashboard;
import dev.headroom.campaign.page.FleetTable;
import dev.headroom.delivery.EndedTurn;
import dev.headroom.delivery.TurnLog;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.signin.Session;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What there is to see of a repository, for people whom GitHub lets read it. */
final class RepositoryPages {
    private static final int MOST_TURNS = 100;
    private static final int LONGEST_PARAMETER = 500;

    private final Site site;
    private final TurnLog turns;
    private final CampaignBook book;
    private final FixDesk fixes;
    private final URI gitHub;
    private final Clock clock;

    /** @param gitHub the base of GitHub's pages */
    RepositoryPages(Site site, TurnLog turns, CampaignBook book, FixDesk fixes, URI gitHub, Clock clock) {
        this.site = site;
        this.turns = turns;
        this.book = book;
        this.fixes = fixes;
        this.gitHub = gitHub;
        this.clock = clock;
    }

    void add(RoutesConfig routes) {
        routes.get("/repos/{owner}/{name}", site.personal(readable(this::repository)));
        routes.get("/campaigns/{owner}/{name}", site.personal(readable(this::campaign)));
        routes.get("/campaigns/{owner}/{name}/service", site.personal(readable(this::service)));
        routes.post("/campaigns/{owner}/{name}/service/fix", site.personal(this::fix));
        for (TableFormat format : TableFormat.values()) {
            routes.get(
                    "/campaigns/{owner}/{name}/places" + format.ending(),
                    site.personal(readable((context, repository) ->
                            table(context, repository, "places", format, board -> board.places(filter(context))))));
            routes.get(
                    "/campaigns/{owner}/{name}/history" + format.ending(),
                    site.personal(readable(
                            (context, repository) -> table(context, repository, "history", format, Dashboard::days))));
        }
    }

    /** A page for people whom GitHub lets read the repository that the address names. */
    private Site.Personal readable(BiConsumer<Context, RepositoryRef> page) {
        return (context, door, session) -> {
            Optional<String> name =
                    door.access().repository(session, context.pathParam("owner"), context.pathParam("name"));
            // What is stored is found by name, whatever the installation.
            name.flatMap(full -> RepositoryRef.named(0, full))
                    .ifPresentOrElse(repository -> page.accept(context, repository), () -> site.nothingHere(context));
        };
    }

    /** Those of the repositories that were worked on that a person has been given access to. */
    List<KnownRepository> known(Door door, Session session) {
        Map<String, KnownRepository> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        turns.repositories()
                .forEach((name, ended) ->
                        known.put(name, new KnownRepository(name, Optional.of(Moments.minute(ended)), false)));
        for (RepositoryRef audited : book.repositories()) {
            known.merge(
                    audited.fullName(),
                    new KnownRepository(audited.fullName(), Optional.empty(), true),
                    (worked, campaign) -> new KnownRepository(worked.name(), worked.newest(), true));
        }
        if (known.isEmpty()) {
            return List.of();
        }
        return door.access().repositories(session).stream()
                .filter(known::containsKey)
                .map(known::get)
                .sorted(Comparator.comparing(KnownRepository::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    private void repository(Context context, RepositoryRef repository) {
        List<EndedTurn> newest = turns.newest(repository.fullName(), MOST_TURNS);
        site.show(
                context,
                200,
                "repository",
                repository.fullName(),
                Map.of(
                        "name",
                        repository.fullName(),
                        "page",
                        gitHub + "/" + repository.fullName(),
                        "turns",
                        newest,
                        "campaign",
                        book.audit(repository).isPresent()));
    }

    private void campaign(Context context, RepositoryRef repository) {
        Optional<Dashboard> dashboard = dashboard(repository);
        if (dashboard.isEmpty()) {
            notAudited(context, repository);
            return;
        }
        site.show(
                context,
                200,
                "campaign",
                "Campaign of " + repository.fullName(),
                Map.of("name", repository.fullName(), "board", dashboard.get(), "filter", filter(context)));
    }

    private void service(Context context, RepositoryRef repository) {
        Optional<Dashboard> dashboard = dashboard(repository);
        Optional<Dashboard.ServicePage> service = dashboard.flatMap(board -> board.service(parameter(context, "name")));
        if (service.isEmpty()) {
            site.nothingHere(context);
            return;
        }
        site.show(
                context,
                200,
                "service",
                service.get().name() + " in " + repository.fullName(),
                Map.of(
                        "name",
                        repository.fullName(),
                        "board",
                        dashboard.get(),
                        "service",
                        service.get(),
                        "csrf",
                        site.visitor(context).map(Session::csrf).orElse("")));
    }

    /** Asks for the pull request with a service's fixes, for people who may write to the repository. */
    private void fix(Context context, Door door, Session session) {
        String owner = context.pathParam("owner");
        String name = context.pathParam("name");
        Optional<RepositoryRef> readable =
                door.access().repository(session, owner, name).flatMap(full -> RepositoryRef.named(0, full));
        if (readable.isEmpty()) {
            site.nothingHere(context);
            return;
        }
        if (!site.accepts(context, door, session)) {
            return;
        }
        if (!door.access().mayWrite(session, owner, name)) {
            site.tell(context, 403, "Not done", "Only people with write access to the repository can ask for fixes.");
            return;
        }
        String service = Optional.ofNullable(context.formParam("service")).orElse("");
        if (fixes.ask(readable.get(), service)) {
            site.tell(
                    context,
                    202,
                    "Asked for",
                    "The pull request with the safe fixes of " + service
                            + " is opened within some minutes; a comment on the service's issue says which it is.");
        } else {
            site.tell(context, 409, "Not done", "The service has no issue yet, so nothing can be proposed for it.");
        }
    }

    private void table(
            Context context,
            RepositoryRef repository,
            String what,
            TableFormat format,
            Function<Dashboard, FleetTable> content) {
        Optional<Dashboard> dashboard = dashboard(repository);
        if (dashboard.isEmpty()) {
            notAudited(context, repository);
            return;
        }
        String file = repository.owner() + "-" + repository.name() + "-" + what + format.ending();
        context.header("Content-Disposition", "attachment; filename=\"" + file + "\"");
        format.write(context, repository.fullName(), what, content.apply(dashboard.get()));
    }

    private void notAudited(Context context, RepositoryRef repository) {
        site.tell(
                context,
                404,
                "No campaign",
                repository.fullName()
                        + " was not audited yet: that happens with the next push to its default branch, or"
                        + " at night.");
    }

    private Optional<Dashboard> dashboard(RepositoryRef repository) {
        Optional<AuditRecord> audit = book.audit(repository);
        return audit.map(record -> new Dashboard(
                record,
                book.campaign(repository),
                book.history(repository),
                book.issues(repository),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                "/campaigns/" + repository.fullName()));
    }

    private static Dashboard.Filter filter(Context context) {
        return new Dashboard.Filter(
                parameter(context, "tier"),
                parameter(context, "rule"),
                parameter(context, "state"),
                parameter(context, "search"));
    }

    private static String parameter(Context context, String name) {
        String value = context.queryParam(name);
        return value == null ? "" : value.substring(0, Math.min(LONGEST_PARAMETER, value.length()));
    }
}
