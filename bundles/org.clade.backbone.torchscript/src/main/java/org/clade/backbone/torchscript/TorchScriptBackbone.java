package org.clade.backbone.torchscript;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.ProvidesBackbone;
import org.clade.api.engine.ScriptNetwork;
import org.clade.api.engine.TensorEngine;
import org.clade.api.graph.OpaqueNetwork;
import org.clade.modelfile.ModelException;
import org.clade.modelfile.ModelFileBackbone;
import org.clade.modelfile.ModelRunner;
import org.clade.modelfile.PreprocessingHints;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Any image network that PyTorch traced or scripted.
 *
 * <p>Shapes: N×3×S×S images, RGB, or N×1×S×S gray ones, normalized as {@link #preprocessing} says, to N×D×1×1: the output vector, or the mean of the output
 * map. The weights are frozen; gradients pass through to the images.
 *
 * <p>Errors: a pickle, a newer version of the format, an unknown operator and outputs that are neither a vector nor a map are refused in a
 * sentence. A script is a program: it can use all memory or never end, so load only files that you trust.
 *
 * <p>Use it for networks that Clade does not have as a part. Source: PyTorch's {@code torch.jit}.
 */
@Component(service = Backbone.class)
@ProvidesBackbone(
        id = TorchScriptBackbone.ID,
        summary = "Any image network that PyTorch traced or scripted (torch.jit.save), frozen.")
public final class TorchScriptBackbone extends ModelFileBackbone {

    static final String ID = "torchscript";

    private static final Pattern UNKNOWN = Pattern.compile("Unknown builtin op: ([\\w:]+)");

    /** Made by Declarative Services. */
    @Activate
    public TorchScriptBackbone(@Reference TensorEngine engine) {
        super(ID, OpaqueNetwork.Format.TORCHSCRIPT, engine);
    }

    @Override
    protected PreprocessingHints inspect(Path file) {
        return TorchScriptFile.read(file);
    }

    @Override
    protected ModelRunner load(Path file, NDManager scope) {
        ScriptNetwork network;
        try {
            network = engine().operators().loadNetwork(file, scope);
        } catch (EngineException e) {
            throw new ModelException(reason(e), e);
        }
        return images -> {
            try {
                return network.forward(new NDList(images));
            } catch (EngineException | UnsupportedOperationException | IllegalArgumentException e) {
                throw new ModelException(reason(e), e);
            }
        };
    }

    private static String reason(RuntimeException failure) {
        Matcher unknown = UNKNOWN.matcher(String.valueOf(failure.getMessage()));
        return unknown.find()
                ? "Clade's libtorch (2.7.1) does not have its operator %s; trace it without that operator or with an older PyTorch"
                        .formatted(unknown.group(1))
                : ModelException.reason(failure);
    }
}
