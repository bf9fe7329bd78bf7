package io.broadcasthub.transport;

/**
 * How large a request may be.
 *
 * @param headers most bytes of its headers, all together
 * @param body most bytes of its body
 */
public record RequestLimits(int headers, int body) {
    /** Most bytes of a request line, and of what headers a request has to have. */
    static final int LINE = 8192;

    /** Of requests without a header that is long on purpose. */
    public static RequestLimits ofBody(int body) {
        return ofBody(body, 0);
    }

    /** @param longHeader most bytes of the one header that is long on purpose */
    public static RequestLimits ofBody(int body, int longHeader) {
        return new RequestLimits(LINE + longHeader, body);
    }
}
