package org.clade.deploy.verify;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.clade.api.engine.Autocast;
import org.clade.api.engine.Autograd;
import org.clade.api.engine.TensorEngine;
import org.clade.api.engine.TensorOperators;

/** An engine that can be revoked when a check times out: after that, neither it nor its results compute for this check. */
final class RevocableEngine {

    private static final Set<Class<?>> REVOCABLE = Set.of(Autograd.class, Autocast.class, TensorOperators.class);

    private final TensorEngine engine;
    private volatile boolean revoked;

    /**
     * Creates it, not revoked yet.
     *
     * @param engine computes
     */
    RevocableEngine(TensorEngine engine) {
        this.engine = revocable(TensorEngine.class, engine);
    }

    /** {@return the engine for a check} */
    TensorEngine engine() {
        return engine;
    }

    /** Revokes it: every later call throws an {@link IllegalStateException}. */
    void revoke() {
        revoked = true;
    }

    private <T> T revocable(Class<T> type, Object target) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (revoked) {
                        throw new IllegalStateException("The check was stopped.");
                    }
                    Object result = invoke(target, method, arguments);
                    return REVOCABLE.contains(method.getReturnType())
                            ? revocable(method.getReturnType(), result)
                            : result;
                }));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
