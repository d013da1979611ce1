package dev.headroom.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of deliveries through the web server, past the servlets of the pages. */
final class DeliveryHandler extends Handler.Wrapper {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryHandler.class);
    private static final String PATH = "/webhook";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WebhookEndpoint endpoint;

    DeliveryHandler(WebhookEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!Request.getPathInContext(request).equals(PATH)) {
            return super.handle(request, response, callback);
        }
        say(
                HttpMethod.POST.is(request.getMethod())
                        ? answer(request)
                        : new Answer(405, "This address does not answer to this method."),
                response,
                callback);
        return true;
    }

    private Answer answer(Request request) {
        try {
            return endpoint.take(request);
        } catch (IOException e) {
            LOG.debug("the client went away", e);
            return new Answer(400, "The request broke off.").with("Connection", "close");
        } catch (RuntimeException e) {
            LOG.error("a delivery could not be taken", e);
            return new Answer(500, "The server failed; its log says why.");
        }
    }

    private static void say(Answer answer, Response response, Callback callback) throws JsonProcessingException {
        response.setStatus(answer.status());
        WebServer.SECURE.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        answer.headers().forEach(response.getHeaders()::put);
        response.write(true, ByteBuffer.wrap(JSON.writeValueAsBytes(Map.of("message", answer.message()))), callback);
    }
}
