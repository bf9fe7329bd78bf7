package io.broadcasthub.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares one configuration key, once: default, bounds and meaning. The key's name is the record component's in
 * kebab-case. The loader, the checks and {@code docs/configuration.md} all come from this.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** The default, as it would stand in the file; empty for none. */
    String value() default "";

    /** Smallest allowed value, in the same notation; empty for no bound. */
    String min() default "";

    /** Largest allowed value, in the same notation; empty for no bound. */
    String max() default "";

    /** A value outside of the bounds that is allowed too, since it switches off what the key is for; empty for none. */
    String off() default "";

    /** One line for the reference page: what it does and why one would change it. */
    String doc();
}
