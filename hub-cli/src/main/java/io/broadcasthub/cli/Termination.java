package io.broadcasthub.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and SIGINT: the first asks for an orderly end, the second ends the process at once. Shutdown hooks cannot do
 * this: with them the exit code is never 0, and further signals are not heard.
 *
 * <p>{@code sun.misc.Signal} is the JDK's supported way, but the compiler's {@code --release} does not know it; hence
 * the reflection.
 */
class Termination {
    private static final Logger LOG = LoggerFactory.getLogger(Termination.class);
    private static final List<String> SIGNALS = List.of("TERM", "INT");

    private final AtomicBoolean asked = new AtomicBoolean();

    /** @param drain called once, on a thread of its own */
    void onRequest(Runnable drain) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Termination.class.getClassLoader(), new Class<?>[] {handler}, (self, method, args) -> {
                        if (method.getName().equals("handle")) {
                            handle(drain);
                            return null;
                        }
                        return method.invoke(this, args); // equals, hashCode, toString
                    });
            for (String name : SIGNALS) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (InvocationTargetException e) {
            // The JVM was started with -Xrs: it leaves signals to the system, as its user asked.
            LOG.atInfo().addKeyValue("reason", String.valueOf(e.getCause())).log("signals end the hub without a drain");
        } catch (ReflectiveOperationException e) {
            LOG.atWarn().addKeyValue("reason", e.toString()).log("signals end the hub without a drain");
        }
    }

    private void handle(Runnable drain) {
        if (asked.compareAndSet(false, true)) {
            drain.run();
        } else {
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }
}
