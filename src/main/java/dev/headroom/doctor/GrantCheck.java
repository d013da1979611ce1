package dev.headroom.doctor;

import dev.headroom.doctor.AppRecord.Installation;
import dev.headroom.doctor.AppRecord.Registration;
import dev.headroom.setup.AppManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A comparison of what the App may do and hears of with what its manifest asks for. */
final class GrantCheck {
    private static final List<String> LEVELS = List.of("none", "read", "write", "admin");

    private final AppManifest manifest;

    GrantCheck(AppManifest manifest) {
        this.manifest = manifest;
    }

    List<Diagnosis> registration(Registration registration) {
        List<String> lacking = lacking(manifest.permissions(), registration.permissions());
        List<String> unheard = manifest.events().stream()
                .filter(event -> !registration.events().contains(event))
                .toList();
        String page = registration.settings() + "/permissions";
        return List.of(
                lacking.isEmpty()
                        ? Diagnosis.ok("permissions", "The App has all the permissions that it needs.")
                        : Diagnosis.wrong(
                                "permissions",
                                "The App lacks " + String.join(", ", lacking) + ".",
                                "Give it that at " + page + ", and accept the change where the App is installed."),
                unheard.isEmpty()
                        ? Diagnosis.ok("events", "The App is subscribed to all the events that it acts on.")
                        : Diagnosis.wrong(
                                "events",
                                "The App is not subscribed to " + String.join(", ", unheard) + ".",
                                "Subscribe it at " + page + "."));
    }

    /** What owners have accepted may be less than what the App asks for by now. */
    List<Diagnosis> installations(List<Installation> installations, Registration registration) {
        List<Diagnosis> found = new ArrayList<>();
        for (Installation installation : installations) {
            List<String> lacking = lacking(registration.permissions(), installation.permissions()).stream()
                    .filter(permission ->
                            manifest.permissions().containsKey(permission.split(":", 2)[0]))
                    .toList();
            if (installation.suspended()) {
                found.add(Diagnosis.wrong(
                        "installations",
                        "The App is suspended at " + installation.account() + ".",
                        "Let it work again at " + installation.settings() + "."));
            } else if (!lacking.isEmpty()) {
                found.add(Diagnosis.wrong(
                        "installations",
                        installation.account() + " has not accepted " + String.join(", ", lacking) + ".",
                        "An owner accepts new permissions at " + installation.settings() + "."));
            }
        }
        if (found.isEmpty()) {
            found.add(Diagnosis.ok(
                    "installations",
                    installations.size() == 1
                            ? "The App is installed at "
                                    + installations.getFirst().account() + "."
                            : "The App is installed at " + installations.size() + " accounts."));
        }
        return found;
    }

    private static List<String> lacking(Map<String, String> wanted, Map<String, String> granted) {
        return wanted.entrySet().stream()
                .filter(entry -> level(granted.getOrDefault(entry.getKey(), "none")) < level(entry.getValue()))
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .sorted()
                .toList();
    }

    private static int level(String name) {
        return LEVELS.indexOf(name);
    }
}
