package org.clade.configurator;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.felix.configurator.impl.model.State;
import org.osgi.framework.BundleContext;

/** A bundle's context without a file for the Configurator's state, so that the Configurator keeps it in memory. */
record StatelessContext(BundleContext context) implements InvocationHandler {

    /**
     * {@return a context like this one, but without that file}
     *
     * @param context the bundle's own
     */
    static BundleContext of(BundleContext context) {
        return (BundleContext) Proxy.newProxyInstance(
                StatelessContext.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                new StatelessContext(context));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("getDataFile") && State.FILE_NAME.equals(arguments[0])) {
            return null;
        }
        try {
            return method.invoke(context, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
