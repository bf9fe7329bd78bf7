package io.broadcasthub.transport;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * The one place where an error becomes an HTTP answer: RFC 9457 {@code application/problem+json} with the protocol's code.
 */
final class Problem {
    static final String MEDIA_TYPE = "application/problem+json";
    private static final JsonFactory JSON = new JsonFactory();
    /** Statuses for which a client that is told nothing else should wait. */
    private static final Duration DEFAULT_RETRY = Duration.ofSeconds(1);

    private Problem() {}

    static HttpResponseStatus status(HubException e) {
        return e instanceof HttpRefusal refusal
                ? refusal.status()
                : HttpResponseStatus.valueOf(e.code().httpStatus());
    }

    /** Whole seconds for {@code Retry-After}; 0 = leave it out. */
    static long retryAfterSeconds(HubException e) {
        Duration wait = e.retryAfter();
        if (wait == null) {
            boolean helps = e.code() == ErrorCode.OVERLOADED || e.code() == ErrorCode.RATE_LIMITED;
            return helps ? DEFAULT_RETRY.toSeconds() : 0;
        }
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    static byte[] body(HubException e) {
        HttpResponseStatus status = status(e);
        ByteArrayOutputStream out = new ByteArrayOutputStream(160);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", status.reasonPhrase());
            json.writeNumberField("status", status.code());
            json.writeStringField("code", e.code().wireName());
            json.writeStringField("detail", e.reason());
            if (e.topic() != null) {
                json.writeStringField("topic", e.topic());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
