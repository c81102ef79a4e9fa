package org.clade.engine.natives;

import com.sun.jna.Function;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Functions of libtorch that DJL does not offer.
 *
 * @param natives the folder of libtorch's libraries, which are loaded
 */
public record NativeFunctions(Path natives) {

    /** {@return a function of the library of tensors} */
    public Function ofTorch(String name) {
        return find("torch_cpu", name);
    }

    /** {@return a function of the library below it} */
    public Function ofCore(String name) {
        return find("c10", name);
    }

    private Function find(String library, String name) {
        return Function.getFunction(
                natives.resolve(System.mapLibraryName(library)).toString(), name);
    }

    /** {@return an object built from functions, if this libtorch has all of them} */
    public static <T> Optional<T> where(Supplier<T> made) {
        try {
            return Optional.of(made.get());
        } catch (LinkageError e) {
            return Optional.empty();
        }
    }
}
