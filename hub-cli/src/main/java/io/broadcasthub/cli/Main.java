package io.broadcasthub.cli;

/** Where the JVM begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Logs.quiet();
        int code = HubCommand.commandLine(System.getenv(), EmbeddedHub::start, new Termination())
                .execute(args);
        Logs.flush();
        System.exit(code);
    }
}
