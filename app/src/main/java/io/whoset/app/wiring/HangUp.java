package io.whoset.app.wiring;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP: files are read again.
 *
 * <p>Java has no public way to hear of a signal; the JDK's own is called by name, and where it is missing the files are still looked at once a
 * minute.
 */
final class HangUp {
    private static final Logger log = LoggerFactory.getLogger(HangUp.class);

    private HangUp() {}

    /** Runs this on each SIGHUP, on a thread of the JVM's. */
    static void onSignal(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    HangUp.class.getClassLoader(), new Class<?>[] {handler}, (self, method, args) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return method.getName().equals("equals") ? Boolean.valueOf(self == args[0]) : null;
                    });
            Object unused = signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            log.atWarn()
                    .addKeyValue("cause", String.valueOf(e))
                    .log(
                            "SIGHUP cannot be heard here: TLS files are read again within a minute of their change, rules at the next start");
        }
    }
}
