package io.broadcasthub.transport.admin;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.engine.EngineHealth;
import io.broadcasthub.protocol.JsonText;
import io.broadcasthub.transport.Answers;
import io.broadcasthub.transport.Exchange;
import io.broadcasthub.transport.GetRoute;
import io.broadcasthub.transport.MediaTypes;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** {@code GET /health/…}: 200, or 503 with the reason. */
public final class HealthRoute extends GetRoute {
    private final Supplier<CompletionStage<EngineHealth>> check;

    /** @param check asked at each request */
    public HealthRoute(String path, Supplier<CompletionStage<EngineHealth>> check) {
        super(path);
        this.check = check;
    }

    @Override
    @OnLoop
    public void handle(Exchange exchange) {
        Answers.when(check.get(), exchange, "", health -> {
            HttpResponseStatus status =
                    health.available() ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE;
            exchange.respond(status, MediaTypes.JSON, body(health));
        });
    }

    private static byte[] body(EngineHealth health) {
        String status = "{\"status\":\"" + (health.available() ? "up" : "down") + '"';
        if (health.reason().isEmpty()) {
            return (status + '}').getBytes(StandardCharsets.US_ASCII);
        }
        String reason = new String(JsonText.quote(health.reason()), StandardCharsets.UTF_8);
        return (status + ",\"reason\":" + reason + '}').getBytes(StandardCharsets.UTF_8);
    }
}
