package io.broadcasthub.protocol;

/**
 * JSON text for those who put frames together from parts, such as the hub's encoder, which writes straight into network
 * buffers. Stateless; any thread; never blocks.
 */
public final class JsonText {
    private JsonText() {}

    /**
     * The text as a JSON string in UTF-8, quotes included: what {@link FrameCodec} writes for the same text. An unpaired
     * surrogate, which UTF-8 cannot carry, is written as an escape (RFC 8259 section 8.2), so that every text survives.
     *
     * @return a new array, the caller's
     */
    public static byte[] quote(String text) {
        return new JsonOutput(quotedSize(text)).string(text).toBytes();
    }

    /** How many bytes {@link #quote} makes of the text. */
    public static int quotedSize(String text) {
        return JsonOutput.size(text);
    }
}
