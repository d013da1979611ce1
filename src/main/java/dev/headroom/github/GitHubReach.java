package dev.headroom.github;

import dev.headroom.github.call.ApiRequest;
import dev.headroom.github.call.ApiResponse;
import dev.headroom.github.call.GitHubUrls;
import dev.headroom.github.call.HttpTransport;
import dev.headroom.repository.GitHubFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** A look at whether a GitHub answers at all; what it answers does not matter, and no credentials are shown. */
final class GitHubReach {
    private static final ApiRequest QUESTION = ApiRequest.get("/meta");

    private final HttpTransport transport;
    private final GitHubUrls urls;

    GitHubReach(HttpTransport transport, GitHubUrls urls) {
        this.transport = transport;
        this.urls = urls;
    }

    /**
     * The time on GitHub's clock.
     *
     * @throws GitHubFailure when there is no answer, saying why
     */
    Instant time() {
        try {
            ApiResponse response = transport.exchange(QUESTION, HttpTransport.NO_CREDENTIALS, Optional.empty());
            return response.header("date")
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .orElseThrow(() -> failure("answers without a date, so it is not GitHub"));
        } catch (DateTimeParseException e) {
            throw failure("answers without a date that can be read, so it is not GitHub");
        } catch (IOException e) {
            throw failure(reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("was not waited for");
        }
    }

    private GitHubFailure failure(String what) {
        return new GitHubFailure(
                GitHubFailure.Kind.TRANSIENT, "GitHub at " + urls.rest().getHost() + " " + what + ".");
    }

    private static String reason(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "is a name that is not known here";
            }
            if (cause instanceof SSLException) {
                return "shows a certificate that this Java does not trust";
            }
        }
        return switch (e) {
            case HttpTimeoutException _ -> "does not answer in time";
            case ConnectException _ -> "takes no connection from here";
            default -> "breaks the connection off";
        };
    }
}
