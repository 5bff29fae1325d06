package mtv.steps;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * A SIGTERM or Ctrl-C that comes while a JVM is ending already, which the JVM itself ignores. The class that handles
 * signals is no part of the Java platform, so it is looked up; without it a second signal stays without effect.
 */
final class SecondSignal {

    private static final Logger LOG = LogManager.getLogger();

    /** A process that a signal ended has this, plus the signal's number, as its exit code. */
    static final int EXIT_CODE = 128;

    private SecondSignal() {}

    /** @param handler gets the signal's number */
    static void handle(IntConsumer handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    SecondSignal.class.getClassLoader(), new Class<?>[] {handlerType}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            handler.accept((int) signal.getMethod("getNumber").invoke(arguments[0]));
                        }
                        return null;
                    });
            for (String name : List.of("TERM", "INT", "HUP")) {
                signal.getMethod("handle", signal, handlerType)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (ReflectiveOperationException e) {
            LOG.debug("A second signal will not be heard", e);
        }
    }
}
