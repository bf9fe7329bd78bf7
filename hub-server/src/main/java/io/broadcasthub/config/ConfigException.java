package io.broadcasthub.config;

import java.util.List;

/**
 * A configuration that cannot be used, with everything that is wrong with it: one line each, which names where it was
 * written, the key, the value and what is allowed. Carries no stack trace, since it is an answer to the operator.
 */
public final class ConfigException extends RuntimeException {
    private final transient List<Problem> problems;
    private final List<String> errors;

    ConfigException(List<Problem> problems) {
        this(problems, problems.stream().map(Problem::toString).toList());
    }

    ConfigException(List<Problem> problems, List<String> errors) {
        super(String.join("\n", errors), null, false, false);
        this.problems = List.copyOf(problems);
        this.errors = List.copyOf(errors);
    }

    /** One line for each error, never empty. */
    public List<String> errors() {
        return errors;
    }

    List<Problem> problems() {
        return problems;
    }
}
