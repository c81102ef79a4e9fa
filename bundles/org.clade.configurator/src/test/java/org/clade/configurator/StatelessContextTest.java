package org.clade.configurator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.felix.configurator.impl.model.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

class StatelessContextTest {

    private final IllegalStateException stopped = new IllegalStateException("stopped");

    @TempDir
    private Path folder;

    /** A bundle's context with files, otherwise no longer valid. */
    private BundleContext files() {
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getDataFile")) {
                        return folder.resolve((String) arguments[0]).toFile();
                    }
                    throw stopped;
                });
    }

    @Test
    void hasNoPlaceForTheStateWhichIsThenNeitherWrittenNorRead() throws IOException, ClassNotFoundException {
        BundleContext context = StatelessContext.of(files());
        File file = context.getDataFile(State.FILE_NAME);
        assertNull(file);
        State.writeState(file, new State());
        State.createOrReadState(file);
        assertFalse(Files.exists(folder.resolve(State.FILE_NAME)));
    }

    @Test
    void givesEveryOtherFileAsTheBundlesOwnDoes() {
        assertEquals(
                folder.resolve("binaries").toFile(),
                StatelessContext.of(files()).getDataFile("binaries"));
    }

    @Test
    void failsAsTheBundlesOwnDoes() {
        BundleContext context = StatelessContext.of(files());
        assertSame(stopped, assertThrows(IllegalStateException.class, context::getBundles));
    }
}
