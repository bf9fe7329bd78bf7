package io.broadcasthub.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold for any configuration, however it was made: bounds of each key, and keys that depend on each other. */
final class ConfigChecks {
    private ConfigChecks() {}

    static void check(HubConfig config) {
        List<Problem> problems = new ArrayList<>();
        section(config, "", problems);
        addresses(config, problems);
        rules(config.topics(), problems);
        drain(config, problems);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private static void section(Record section, String prefix, List<Problem> problems) {
        for (Key key : Key.of(section.getClass(), prefix)) {
            Object value = key.valueIn(section);
            if (key.isSection()) {
                section((Record) value, key.name() + '.', problems);
            } else if (key.isList() && Key.isSection(key.element())) {
                List<?> items = (List<?>) value;
                for (int i = 0; i < items.size(); i++) {
                    section((Record) items.get(i), key.name() + '[' + i + "].", problems);
                }
            } else if (!key.isList()) {
                bounds(key, value).ifPresent(problems::add);
            }
        }
    }

    /** What is wrong when the value is outside of the key's bounds. */
    static Optional<Problem> bounds(Key key, Object value) {
        return bounds(key, Notation.of(key.type()), value);
    }

    @SuppressWarnings("unchecked") // the notation is of the key's type, and so is the value
    private static <T> Optional<Problem> bounds(Key key, Notation<T> notation, Object value) {
        Setting s = key.setting();
        if (notation.order() == null || (s.min().isEmpty() && s.max().isEmpty())) {
            return Optional.empty();
        }
        T v = (T) value;
        boolean off = !s.off().isEmpty()
                && notation.order().compare(v, notation.parse().apply(s.off())) == 0;
        boolean fits = (s.min().isEmpty()
                        || notation.order().compare(v, notation.parse().apply(s.min())) >= 0)
                && (s.max().isEmpty()
                        || notation.order().compare(v, notation.parse().apply(s.max())) <= 0);
        return off || fits
                ? Optional.empty()
                : Optional.of(new Problem(
                        key.name(),
                        Shown.quote(notation.format().apply(v)) + " is out of range; allowed: " + range(s)));
    }

    private static String range(Setting s) {
        return s.off().isEmpty() ? bounds(s) : s.off() + ", or " + bounds(s);
    }

    private static String bounds(Setting s) {
        if (s.min().isEmpty()) {
            return "up to " + s.max();
        }
        return s.max().isEmpty() ? s.min() + " or more" : s.min() + " to " + s.max();
    }

    private static void addresses(HubConfig config, List<Problem> problems) {
        if (!config.insecure() && !config.listen().isLoopback()) {
            problems.add(new Problem(
                    List.of("listen", "insecure"),
                    Shown.quote(config.listen().toString())
                            + " can be reached from other machines, and no authentication is configured; bind loopback,"
                            + " like 127.0.0.1:" + config.listen().port()
                            + ", or allow it with --insecure (insecure: true)"));
        }
        if (config.listen().port() != 0 && config.listen().equals(config.admin())) {
            problems.add(new Problem(
                    List.of("admin", "listen"),
                    Shown.quote(config.admin().toString())
                            + " is the address of listen too; give it a port of its own"));
        }
    }

    private static void drain(HubConfig config, List<Problem> problems) {
        DrainConfig drain = config.drain();
        String cutOff = Durations.format(drain.cutOff());
        if (config.limits().closeTimeout().compareTo(drain.cutOff()) > 0) {
            problems.add(new Problem(
                    List.of("limits.close-timeout", "drain.deadline"),
                    "must be at most nine tenths of drain.deadline (" + cutOff
                            + "), or no close is waited for in full when the hub ends"));
        }
        if (drain.grace().compareTo(drain.cutOff()) >= 0) {
            problems.add(new Problem(
                    List.of("drain.grace", "drain.deadline"),
                    "must be shorter than nine tenths of drain.deadline (" + cutOff
                            + "), or clients are cut off before they are told"));
        }
    }

    private static void rules(List<TopicRule> rules, List<Problem> problems) {
        for (int i = 0; i < rules.size(); i++) {
            batch(rules.get(i), "topics[" + i + "].", problems);
            for (int j = 0; j < i; j++) {
                if (rules.get(j).covers(rules.get(i).match())) {
                    problems.add(new Problem(
                            List.of("topics[" + i + "].match", "topics[" + j + "].match"),
                            Shown.quote(rules.get(i).match().value()) + " never applies, since topics[" + j + "] ("
                                    + rules.get(j).match() + ") comes first; put the narrower rule before the wider"));
                    break;
                }
            }
        }
    }

    /** Whether a message can be there still when the time is over that it waits for others. */
    private static void batch(TopicRule rule, String prefix, List<Problem> problems) {
        if (rule.batch().isZero()) {
            return;
        }
        if (rule.history().messages() == 1 && rule.slow() != SlowPolicy.LATEST) {
            problems.add(new Problem(
                    List.of(prefix + "batch", prefix + "history.messages"),
                    "a message cannot wait for others where only one is kept: the second one would be a gap for"
                            + " everybody; keep more, or leave batch out"));
        }
        if (rule.history().age().compareTo(rule.batch()) <= 0) {
            problems.add(new Problem(
                    List.of(prefix + "batch", prefix + "history.age"),
                    "a message must be kept for longer than " + Durations.format(rule.batch())
                            + ", which it may wait for others, or it would be a gap for everybody"));
        }
    }
}
