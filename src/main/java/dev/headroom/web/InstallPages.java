package dev.headroom.web;

import dev.headroom.doctor.Diagnosis;
import dev.headroom.setup.Setup;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What a server that is set up has to say of that: to whoever set it up, and to whoever installs the App. */
public final class InstallPages {
    private static final String REFRESH_SECONDS = "4";

    private final Optional<Setup> setup;
    private final SetupView view;
    private final BooleanSupplier pinged;
    private final Supplier<List<Diagnosis>> examination;

    /**
     * @param setup that led to this server just now; empty for a server that was started with its credentials
     * @param pinged whether a delivery of GitHub has arrived with the right signature
     * @param examination of the installation, as of some seconds ago at most
     */
    public InstallPages(
            Optional<Setup> setup, String version, BooleanSupplier pinged, Supplier<List<Diagnosis>> examination) {
        this.setup = setup;
        this.view = new SetupView(version);
        this.pinged = pinged;
        this.examination = examination;
    }

    void add(RoutesConfig routes) {
        routes.get("/setup", this::done);
        routes.get(
                "/setup/installed",
                context -> view.tell(
                        context,
                        200,
                        "The App is installed",
                        "Open a pull request in one of the repositories: the check run Headroom appears on it within seconds."));
    }

    private void done(Context context) {
        Optional<Setup> own = setup.filter(each -> each.access().admits(SetupCookie.read(context)));
        if (own.isEmpty()) {
            view.tell(context, 200, "Headroom is set up", "The command 'headroom doctor' tells whether all is well.");
            return;
        }
        boolean heard = pinged.getAsBoolean();
        if (!heard) {
            context.header("Refresh", REFRESH_SECONDS);
        }
        view.show(
                context,
                "setup-done",
                "Headroom is set up",
                Map.of(
                        "page",
                        own.flatMap(Setup::page).orElse(""),
                        "heard",
                        heard,
                        "found",
                        heard ? examination.get() : List.of()));
    }
}
