package dev.headroom.doctor;

import dev.headroom.delivery.HookDelivery;
import dev.headroom.doctor.AppRecord.Hook;
import dev.headroom.doctor.AppRecord.Registration;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A look at whether GitHub delivers to this server, and whether what it delivers arrives. */
final class HookCheck {
    private final Optional<String> publicUrl;
    private final Clock clock;

    HookCheck(Optional<String> publicUrl, Clock clock) {
        this.publicUrl = publicUrl.map(url -> url.replaceFirst("/+$", ""));
        this.clock = clock;
    }

    List<Diagnosis> configuration(Hook hook, Registration registration) {
        List<Diagnosis> found = new ArrayList<>();
        String change = "Change it at " + registration.settings() + ".";
        if (hook.url().isEmpty()) {
            return List.of(Diagnosis.wrong("webhook", "The App has no webhook, so that it hears of nothing.", change));
        }
        if (!hook.hasSecret()) {
            found.add(Diagnosis.wrong(
                    "webhook",
                    "The webhook has no secret, so that its deliveries are refused.",
                    "Set the one of HEADROOM_WEBHOOK_SECRET at " + registration.settings() + "."));
        }
        if (!hook.contentType().equals("json")) {
            found.add(Diagnosis.wrong(
                    "webhook", "The webhook's content type is " + hook.contentType() + ", not JSON.", change));
        }
        if (!hook.checksCertificate()) {
            found.add(Diagnosis.wrong(
                    "webhook",
                    "GitHub does not check this server's certificate when it delivers, so that others can listen.",
                    "Enable SSL verification at " + registration.settings() + "."));
        }
        found.addAll(address(hook, change));
        return found;
    }

    private List<Diagnosis> address(Hook hook, String change) {
        if (publicUrl.isEmpty()) {
            return List.of(Diagnosis.unknown(
                    "webhook",
                    "GitHub delivers to " + hook.url() + ".",
                    "Set HEADROOM_PUBLIC_URL, so that this can be compared."));
        }
        String wanted = publicUrl.get() + "/webhook";
        return List.of(
                hook.url().equals(wanted)
                        ? Diagnosis.ok("webhook", "GitHub delivers to " + wanted + ".")
                        : Diagnosis.wrong(
                                "webhook", "GitHub delivers to " + hook.url() + ", not to " + wanted + ".", change));
    }

    List<Diagnosis> deliveries(List<HookDelivery> latest, Registration registration) {
        if (latest.isEmpty()) {
            return List.of(Diagnosis.unknown(
                    "deliveries",
                    "GitHub has not delivered anything yet.",
                    "Open a pull request in a repository where the App is installed."));
        }
        HookDelivery newest = latest.getFirst();
        if (!newest.arrived()) {
            return List.of(Diagnosis.wrong(
                    "deliveries",
                    "The newest delivery, %s %s ago, came to %s."
                            .formatted(newest.event(), age(newest), outcome(newest)),
                    advice(newest) + " GitHub shows the whole answer at " + registration.settings() + "/advanced."));
        }
        long failed = latest.stream().filter(delivery -> !delivery.arrived()).count();
        return List.of(Diagnosis.ok(
                "deliveries",
                "The newest delivery, %s %s ago, arrived%s."
                        .formatted(
                                newest.event(),
                                age(newest),
                                failed == 0
                                        ? ""
                                        : "; " + failed + " of the last " + latest.size() + " attempts did not")));
    }

    private static String outcome(HookDelivery delivery) {
        return delivery.status() == 0 ? "nothing" : "status " + delivery.status();
    }

    private static String advice(HookDelivery delivery) {
        return switch (delivery.status()) {
            case 0, 502, 504 ->
                "See that GitHub reaches this server: its name, its certificate, the firewall, the proxy before it.";
            case 401, 429 -> "Let HEADROOM_WEBHOOK_SECRET and the webhook's secret on GitHub be the same.";
            case 404, 405, 301, 302, 307, 308 ->
                "Let the proxy pass /webhook on to this server as it is, POST included.";
            case 413 -> "Let the proxy pass bodies of up to 25 MB on.";
            default -> "This server's log says why.";
        };
    }

    private String age(HookDelivery delivery) {
        Duration age = Duration.between(delivery.deliveredAt(), clock.instant());
        if (age.compareTo(Duration.ofMinutes(2)) < 0) {
            return Math.max(0, age.toSeconds()) + " s";
        }
        return age.compareTo(Duration.ofHours(3)) < 0 ? age.toMinutes() + " min" : age.toHours() + " h";
    }
}
