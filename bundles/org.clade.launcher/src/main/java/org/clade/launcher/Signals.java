package org.clade.launcher;

import java.lang.reflect.Proxy;

/**
 * Operating-system signals. The JDK has them in {@code jdk.unsupported} only, and the compiler warns at every mention, so
 * this class uses reflection; a JVM without them keeps its own behavior.
 */
final class Signals {
    private Signals() {}

    /**
     * Calls the action on its own thread at every signal.
     *
     * @return whether the process receives the signal: a process started in the background ignores SIGINT
     */
    static boolean on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        switch (method.getName()) {
                            case "handle":
                                action.run();
                                return null;
                            case "equals":
                                return self == arguments[0];
                            case "hashCode":
                                return System.identityHashCode(self);
                            default:
                                return "Clade's handler of SIG" + name;
                        }
                    });
            Object before = signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            return !handler.getField("SIG_IGN").get(null).equals(before);
        } catch (ReflectiveOperationException e) {
            System.getLogger(Signals.class.getName())
                    .log(System.Logger.Level.DEBUG, "SIG" + name + " cannot be handled here", e);
            return false;
        }
    }
}
