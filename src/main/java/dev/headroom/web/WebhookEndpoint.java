package dev.headroom.web;

import dev.headroom.delivery.Delivery;
import dev.headroom.delivery.DeliveryInbox;
import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.delivery.MalformedPayload;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * The address that GitHub delivers to: proves who sends, stores, answers. Nothing of a body is looked at before its
 * signature was found right. What is under way is told to the web server below the pages' servlets, whose way costs as much of
 * the processor as a delivery itself.
 */
public final class WebhookEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);
    /** GitHub sends no more: https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap. */
    static final int LARGEST_BODY = 25 * 1024 * 1024;
    /** GitHub gives up after 10 seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Wrong signatures of one address; right ones are always taken, from wherever. */
    private static final int REFUSALS_AT_ONCE = 30;

    private static final double REFUSALS_A_SECOND = 1;

    private static final int LONGEST_NAME = 100;
    private static final Duration QUIET = Duration.ofMinutes(1);
    /** Other names do not become labels of a metric: a label for each name that can be thought of would have no end. */
    private static final Set<String> COUNTED_EVENTS = Set.of(
            "ping",
            "installation",
            "installation_repositories",
            "pull_request",
            "push",
            "check_run",
            "check_suite",
            "issue_comment",
            "issues",
            "merge_group");

    private final WebhookSignature signature;
    private final DeliveryInbox inbox;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final BodyReader bodies;
    private final AtomicReference<Instant> quietUntil = new AtomicReference<>(Instant.MIN);
    private final ClientAddresses clients;
    private final CallBudget refusals;

    /** @param clients says who asks */
    public WebhookEndpoint(
            WebhookSignature signature,
            DeliveryInbox inbox,
            MeterRegistry metrics,
            ClientAddresses clients,
            Clock clock) {
        this.signature = signature;
        this.inbox = inbox;
        this.metrics = metrics;
        this.clock = clock;
        this.bodies = new BodyReader(LARGEST_BODY, PATIENCE, clock);
        this.clients = clients;
        this.refusals = new CallBudget(clock, REFUSALS_AT_ONCE, REFUSALS_A_SECOND);
    }

    /** Takes a delivery, and returns what is to be answered once it is stored. */
    Answer take(Request request) throws IOException {
        Headers headers = Headers.of(request.getHeaders());
        try (var _ = MDC.putCloseable("delivery", headers.loggableId())) {
            return switch (bodies.read(Request.asInputStream(request), request.getLength())) {
                case BodyReader.Reading.Body(byte[] body) -> afterReading(request, body, headers);
                case BodyReader.Reading.TooLarge() -> unread("too_large", 413, "The body is larger than 25 MB.");
                case BodyReader.Reading.TooSlow() -> unread("too_slow", 408, "The body took too long to arrive.");
                case BodyReader.Reading.Busy() ->
                    unread("busy", 503, "Too much is being received at the moment: deliver again later.");
            };
        }
    }

    /** What is left of the body stays unread, so the connection is of no more use. */
    private Answer unread(String outcome, int status, String message) {
        return refuse("unverified", outcome, status, message).with("Connection", "close");
    }

    private Answer afterReading(Request request, byte[] body, Headers headers) {
        if (!signature.matches(body, headers.signature())) {
            Duration wait = refusals.spend(clients.of(request));
            if (wait.isPositive()) {
                // Counted but not logged, so that nobody fills the log.
                count("unverified", "bad_signature");
                return new Answer(429, "Too many wrong signatures came from this address.")
                        .with("Retry-After", Long.toString(wait.toSeconds()));
            }
            return refuse(
                    "unverified",
                    "bad_signature",
                    401,
                    headers.signature() == null
                            ? "The header X-Hub-Signature-256 is missing: set a secret for the webhook."
                            : "The signature does not match the body: the webhook's secret is another one here.");
        }
        String complaint = headers.complaint();
        if (complaint != null) {
            return refuse(headers.countedEvent(), "malformed", 400, complaint);
        }
        try {
            return stored(inbox.accept(new Delivery(headers.id(), headers.event(), body, clock.instant())), headers);
        } catch (MalformedPayload e) {
            return refuse(headers.countedEvent(), "malformed", 400, e.getMessage());
        } catch (LedgerUnavailable e) {
            tell(e);
            return refuse(
                    headers.countedEvent(), "unavailable", 503, "The delivery could not be stored: deliver it again.");
        }
    }

    /** The whole story once a minute: while a database is away, each delivery would repeat it. */
    private void tell(LedgerUnavailable failure) {
        Instant now = clock.instant();
        Instant quiet = quietUntil.get();
        boolean whole = !now.isBefore(quiet) && quietUntil.compareAndSet(quiet, now.plus(QUIET));
        LOG.error("the delivery could not be stored", whole ? failure : null);
    }

    private Answer stored(DeliveryInbox.Receipt receipt, Headers headers) {
        count(headers.countedEvent(), receipt.name().toLowerCase(Locale.ROOT));
        // What asks for nothing is most of what an organisation sends; it is counted, and in the database.
        LOG.atLevel(receipt == DeliveryInbox.Receipt.QUEUED ? Level.INFO : Level.DEBUG)
                .log("{} {}", headers.event(), receipt.name().toLowerCase(Locale.ROOT));
        return new Answer(
                202,
                switch (receipt) {
                    case QUEUED -> "The delivery is stored and will be worked on.";
                    case IGNORED -> "The delivery is stored; there is nothing to do for it.";
                    case DUPLICATE -> "The delivery was stored before.";
                });
    }

    private Answer refuse(String event, String outcome, int status, String message) {
        count(event, outcome);
        LOG.warn("refused with {}: {}", status, message);
        return new Answer(status, message);
    }

    private void count(String event, String outcome) {
        metrics.counter("headroom.deliveries", "event", event, "outcome", outcome)
                .increment();
    }

    /** The headers of a delivery; none of them may be believed before the signature was found right. */
    private record Headers(
            @Nullable String id,
            @Nullable String event,
            @Nullable String signature,
            @Nullable String contentType) {

        static Headers of(HttpFields fields) {
            return new Headers(
                    fields.get("X-GitHub-Delivery"),
                    fields.get("X-GitHub-Event"),
                    fields.get("X-Hub-Signature-256"),
                    fields.get(HttpHeader.CONTENT_TYPE));
        }

        /** What is wrong with them, as one sentence; null when nothing is. */
        @Nullable
        String complaint() {
            if (contentType == null || !isJson(contentType)) {
                return "The content type is not application/json: choose it in the settings of the webhook.";
            }
            if (!isEvent(event)) {
                return "The header X-GitHub-Event is missing or not the name of an event.";
            }
            if (!isDeliveryId(id)) {
                return "The header X-GitHub-Delivery is missing or not the id of a delivery.";
            }
            return null;
        }

        private static boolean isJson(String contentType) {
            return contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
        }

        private static boolean isEvent(@Nullable String event) {
            return isName(event) && event.chars().allMatch(c -> isBetween('a', c, 'z') || c == '_');
        }

        private static boolean isDeliveryId(@Nullable String id) {
            return isName(id)
                    && id.chars()
                            .allMatch(c -> isBetween('a', c, 'z')
                                    || isBetween('A', c, 'Z')
                                    || isBetween('0', c, '9')
                                    || c == '-');
        }

        private static boolean isBetween(char first, int c, char last) {
            return c >= first && c <= last;
        }

        private static boolean isName(@Nullable String text) {
            return text != null && !text.isEmpty() && text.length() <= LONGEST_NAME;
        }

        String countedEvent() {
            return event != null && COUNTED_EVENTS.contains(event) ? event : "other";
        }

        String loggableId() {
            return isDeliveryId(id) ? id : "";
        }
    }
}
