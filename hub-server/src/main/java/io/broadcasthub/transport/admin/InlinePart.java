package io.broadcasthub.transport.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A style or script that stands in every page that uses it, so that a saved page goes on working.
 *
 * @param source as a content security policy allows it, by its hash
 */
record InlinePart(String text, String source) {
    /** @param file beside this class */
    static InlinePart of(String file) {
        try (InputStream in = InlinePart.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the distribution is incomplete: " + file + " is missing");
            }
            byte[] bytes = in.readAllBytes();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new InlinePart(
                    new String(bytes, StandardCharsets.UTF_8),
                    "'sha256-" + Base64.getEncoder().encodeToString(hash) + '\'');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
