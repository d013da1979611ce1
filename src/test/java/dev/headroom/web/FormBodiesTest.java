package dev.headroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers may send to the forms of the pages, sign-in or not. */
class FormBodiesTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Javalin server = WebServer.listen(
            0,
            ClientAddresses.DIRECT,
            100,
            config -> config.routes.post(
                    "/form",
                    context -> WebServer.say(
                            context,
                            Optional.ofNullable(context.formParam("code")).orElse("none"))));

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void areReadWhereTheyAreShort() throws Exception {
        assertThat(send("application/x-www-form-urlencoded", "code=a%20b").body())
                .isEqualTo("{\"message\":\"a b\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "MULTIPART/form-data", " multipart/mixed"})
    void holdNoFilesSinceTheseWouldFillTheDisk(String contentType) throws Exception {
        String body = "--x\r\nContent-Disposition: form-data; name=\"code\"; filename=\"a\"\r\n\r\nhello\r\n--x--\r\n";

        HttpResponse<String> answer = send(contentType + "; boundary=x", body);

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).isEqualTo("{\"message\":\"No files are taken here.\"}");
    }

    @Test
    void areNotReadWhereTheyAreLong() throws Exception {
        assertThat(send("application/x-www-form-urlencoded", "code=" + "a".repeat(1 << 20))
                        .statusCode())
                .isEqualTo(413);
    }

    private HttpResponse<String> send(String contentType, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/form"))
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
