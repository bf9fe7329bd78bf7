package io.broadcasthub.cli;

import io.broadcasthub.config.ConfigException;
import io.broadcasthub.protocol.HubException;
import java.io.IOException;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What users see when a command fails: what is wrong and what to do, on standard error, never a stack trace. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static int onParameters(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("hub: " + e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("See: " + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    static int onExecution(Exception e, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        if (e instanceof ConfigException c) {
            c.errors().forEach(err::println);
            return ExitCode.USAGE;
        }
        if (e instanceof HubException || e instanceof IOException) {
            err.println("hub: " + e.getMessage());
            return ExitCode.FAILED;
        }
        err.println("hub: internal error: " + e + "; please report it, with the log at --set log.level=debug");
        LOG.atDebug().setCause(e).log("internal error");
        return ExitCode.FAILED;
    }
}
