package io.broadcasthub.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address to bind, written {@code host:port} or {@code [v6]:port}.
 *
 * @param port 0 picks a free one
 */
public record HostPort(String host, int port) {
    private static final Pattern SYNTAX =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+(?:%\\w+)?)]|([A-Za-z0-9._-]+)):(\\d{1,5})");

    /** @throws IllegalArgumentException with what to write instead */
    public static HostPort parse(String text) {
        Matcher m = SYNTAX.matcher(text);
        int port = m.matches() ? Integer.parseInt(m.group(3)) : -1;
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException(Shown.quote(text)
                    + (port < 0 ? " is not an address" : " has a port above 65535")
                    + "; write host:port, like 127.0.0.1:8080 or [::1]:8080");
        }
        return new HostPort(m.group(1) == null ? m.group(2) : m.group(1), port);
    }

    /** Resolves the host; blocks on name resolution for anything but literals. */
    public InetSocketAddress toSocketAddress() {
        return new InetSocketAddress(host, port);
    }

    /** Whether only this machine can reach it. An unknown host counts as reachable. */
    public boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
    }
}
