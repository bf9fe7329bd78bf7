package io.broadcasthub.transport.api;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code traceparent} header (W3C Trace Context, section 3.2); one that is malformed is ignored, as the standard asks. */
final class TraceParent {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    static @Nullable String of(HttpHeaders headers) {
        String value = headers.get("traceparent");
        return value != null && FORM.matcher(value).matches() ? value : null;
    }
}
