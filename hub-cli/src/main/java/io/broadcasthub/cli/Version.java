package io.broadcasthub.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The hub's version, from the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }

    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return "hub " + Objects.requireNonNullElse(version, "(not packaged)")
                + ", Java " + Runtime.version()
                + ", " + System.getProperty("os.name") + ' ' + System.getProperty("os.arch");
    }
}
