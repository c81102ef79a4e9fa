package org.clade.deploy.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.clade.api.engine.Autograd;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.junit.jupiter.api.Test;

class RevocableEngineTest {

    private final RefusedException refused = new RefusedException("There is no device “abacus”.");
    private final RevocableEngine revocable = new RevocableEngine(fake(TensorEngine.class));

    /** An engine that has only a CPU, and runs work without doing anything to gradients. */
    private <T> T fake(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> switch (method.getName()) {
                    case "device" -> {
                        if (!given[0].equals("cpu")) {
                            throw refused;
                        }
                        yield Device.cpu();
                    }
                    case "autograd" -> fake(Autograd.class);
                    case "noGrad" -> ((Supplier<?>) given[0]).get();
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }

    @Test
    void computesUntilItIsRevoked() {
        assertEquals(Device.cpu(), revocable.engine().device("cpu"));
        assertEquals(3, revocable.engine().autograd().noGrad(() -> 3));
    }

    @Test
    void whatTheEngineThrowsIsThrown() {
        assertSame(
                refused,
                assertThrows(RefusedException.class, () -> revocable.engine().device("abacus")));
    }

    @Test
    void onceRevokedNothingOfItComputes() {
        TensorEngine engine = revocable.engine();
        Autograd kept = engine.autograd();
        revocable.revoke();
        assertThrows(IllegalStateException.class, () -> engine.device("cpu"));
        assertThrows(IllegalStateException.class, engine::autograd);
        assertThrows(IllegalStateException.class, () -> kept.noGrad(() -> 3));
    }
}
