package org.clade.engine.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import com.sun.jna.Function;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.file.Path;
import java.util.Optional;
import org.clade.engine.natives.NativeFunctions;

/**
 * Empties the slots in which libtorch keeps the gradients of weights, which DJL can only read. A backward pass moves its
 * result into an empty slot and adds to a full one, so an empty slot saves writing zeros and adding to them.
 *
 * <p>The functions belong to libtorch's C interface, except the one that finds a slot: it is called by its (Itanium C++ ABI) name,
 * which a libtorch for Windows does not have.
 */
final class GradientClearing {

    private static final String SLOT = "_ZN3c1010TensorImpl12mutable_gradEv";
    private static final String EMPTY = "aoti_torch_new_uninitialized_tensor";
    private static final String ASSIGN = "aoti_torch_assign_tensors";

    private final Function slot;
    private final Function assign;
    private final Pointer nothing;

    private GradientClearing(NativeFunctions libtorch) {
        slot = libtorch.ofCore(SLOT);
        assign = libtorch.ofTorch(ASSIGN);
        PointerByReference made = new PointerByReference();
        libtorch.ofTorch(EMPTY).invokeInt(new Object[] {made});
        nothing = made.getValue();
    }

    /**
     * Finds the functions.
     *
     * @param natives the folder of libtorch's libraries, which are loaded
     * @return the slots, if this libtorch has functions of these names
     */
    static Optional<GradientClearing> of(Path natives) {
        return NativeFunctions.where(() -> new GradientClearing(new NativeFunctions(natives)));
    }

    /**
     * Empties the slots of weights, as Python's {@code weight.grad = None} does.
     *
     * @param weights leaves that require gradients
     */
    void empty(NDList weights) {
        for (NDArray weight : weights) {
            // A handle of DJL is the address of an at::Tensor, which is a pointer to what the slot belongs to.
            Pointer tensor = new Pointer(((PtNDArray) weight).getHandle()).getPointer(0);
            assign.invokeInt(new Object[] {nothing, slot.invokePointer(new Object[] {tensor})});
        }
    }
}
