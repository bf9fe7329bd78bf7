package io.broadcasthub.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * An address to bind, written {@code host:port} or {@code [v6]:port}.
 *
 * @param port 0 picks a free one
 */
public record HostPort(String host, int port) {
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
