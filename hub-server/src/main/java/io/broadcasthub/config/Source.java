package io.broadcasthub.config;

/** Where the value of a key came from. The text form is what error messages begin with. */
public sealed interface Source {
    /** One line for {@code hub config}: the kind of source and its place. */
    String describe();

    /** Nobody set the key. */
    record Default() implements Source {
        @Override
        public String describe() {
            return "default";
        }

        @Override
        public String toString() {
            return "default";
        }
    }

    /** @param line counted from 1 */
    record File(String file, int line) implements Source {
        @Override
        public String describe() {
            return "file " + this;
        }

        @Override
        public String toString() {
            return file + ':' + line;
        }
    }

    /** An environment variable. */
    record Env(String name) implements Source {
        @Override
        public String describe() {
            return "env " + name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A command line option, or a value set by an embedding program. */
    record Flag(String name) implements Source {
        @Override
        public String describe() {
            return "flag " + name;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
