package io.broadcasthub.cli;

import io.broadcasthub.client.ConnectionState;
import io.broadcasthub.client.HubClient;
import io.broadcasthub.client.HubClientBuilder;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How {@code pub} and {@code sub} find the hub, and what they say of the connection. */
final class ConnectOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            converter = Address.class,
            defaultValue = "${env:HUB_URL:-ws://127.0.0.1:8080/ws}",
            description =
                    "The hub's WebSocket; also taken from HUB_URL. http:// means ws://. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private URI url;

    URI url() {
        return url;
    }

    /** @param err told when the connection is lost, and when it is back */
    HubClientBuilder client(PrintWriter err) {
        return HubClient.builder(url).onState(new Notices(url, err)::tell);
    }

    /** One line for each outage and one for its end. */
    private static final class Notices {
        private final URI url;
        private final PrintWriter err;
        private boolean lost;

        Notices(URI url, PrintWriter err) {
            this.url = url;
            this.err = err;
        }

        void tell(ConnectionState state) {
            if (state instanceof ConnectionState.Waiting waiting && !lost) {
                lost = true;
                say("no connection to " + url + " (" + waiting.reason() + "), trying again; is a hub running there?");
            } else if (state instanceof ConnectionState.Connected && lost) {
                lost = false;
                say("connected to " + url);
            }
        }

        private void say(String text) {
            err.println("hub: " + text);
            err.flush();
        }
    }

    /** Takes what people copy: the address of the WebSocket, or of the hub's start page. */
    static final class Address implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                URI given = new URI(text.replaceFirst("^http", "ws"));
                String path = given.getRawPath();
                boolean bare = path == null || path.isEmpty() || path.equals("/");
                URI uri = bare ? given.resolve("/ws") : given;
                HubClient.builder(uri);
                return uri;
            } catch (URISyntaxException | IllegalArgumentException e) {
                throw new TypeConversionException("\"" + text + "\" is not an address; write ws://host:port/ws");
            }
        }
    }
}
