package org.clade.backbone.onnx;

import ai.djl.ndarray.NDManager;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.ProvidesBackbone;
import org.clade.api.engine.TensorEngine;
import org.clade.api.graph.OpaqueNetwork;
import org.clade.api.part.RefusedException;
import org.clade.modelfile.ModelException;
import org.clade.modelfile.ModelFileBackbone;
import org.clade.modelfile.ModelRunner;
import org.clade.modelfile.PreprocessingHints;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Any image network in ONNX's format, computed by ONNX Runtime on the CPU in the precision of the file.
 *
 * <p>Shapes: N×3×S×S images, RGB, or N×1×S×S gray ones, normalized as {@link #preprocessing} says, to N×D×1×1: the output vector, or the mean of the output
 * map. It is frozen, and no gradients pass through.
 *
 * <p>Errors: a missing file of weights, a fixed number of images, an unknown operator and outputs that are neither a vector nor a map are
 * refused in a sentence.
 *
 * <p>Use it for networks that come as ONNX only. Source: onnx.ai, onnxruntime.ai.
 */
@Component(service = Backbone.class)
@ProvidesBackbone(
        id = OnnxBackbone.ID,
        summary = "Any image network in ONNX's format, frozen, computed by ONNX Runtime.")
public final class OnnxBackbone extends ModelFileBackbone {

    static final String ID = "onnx";

    private static final Pattern OPERATOR = Pattern.compile(
            "(?:No Op registered for|Fatal error:) ([\\w.:]+)|Could not find an implementation for (\\w+)");
    private static final int AXES = 4;
    private static final String WEIGHTS = ".data";

    /** Made by Declarative Services. */
    @Activate
    public OnnxBackbone(@Reference TensorEngine engine) {
        super(ID, OpaqueNetwork.Format.ONNX, engine);
    }

    /** {@return false: ONNX Runtime computes in the precision of the file} */
    @Override
    public boolean followsPrecision() {
        return false;
    }

    @Override
    protected PreprocessingHints inspect(Path file) {
        try (OrtSession session = session(file, OrtSession.SessionOptions.OptLevel.NO_OPT)) {
            return PreprocessingHints.NONE.orSize(
                    size(file, session.getInputInfo().values()));
        } catch (OrtException e) {
            throw new RefusedException("The network “%s” cannot be loaded: %s.".formatted(file, reason(file, e)), e);
        }
    }

    private static OptionalInt size(Path file, Collection<NodeInfo> inputs) {
        if (inputs.size() != 1
                || !(inputs.iterator().next().getInfo() instanceof TensorInfo info)
                || info.getShape().length != AXES) {
            throw new RefusedException(
                    "The network “%s” takes %s, but images alone (N×3×H×W) are expected; export only the part that sees images."
                            .formatted(file, inputs));
        }
        if (info.type != OnnxJavaType.FLOAT) {
            throw new RefusedException(
                    "The network “%s” takes numbers of type %s, but float32 is expected; export it in float32."
                            .formatted(file, info.type));
        }
        long images = info.getShape()[0];
        if (images > 0) {
            throw new RefusedException(
                    "The network “%s” takes %s at a time, since the number is fixed in the file; export it with a free first axis (dynamic_shapes), as docs/pretrained.md shows."
                            .formatted(file, images == 1 ? "one image" : images + " images"));
        }
        long side = info.getShape()[2];
        return side > 0 && side == info.getShape()[3] ? OptionalInt.of((int) side) : OptionalInt.empty();
    }

    @Override
    protected ModelRunner load(Path file, NDManager scope) {
        try {
            OrtSession session = session(file, OrtSession.SessionOptions.OptLevel.ALL_OPT);
            scope.attachInternal("onnx-" + System.identityHashCode(session), () -> close(session));
            return new OnnxRunner(OnnxLibraries.load(), session, engine().operators());
        } catch (OrtException e) {
            throw new ModelException(reason(file, e), e);
        }
    }

    private OrtSession session(Path file, OrtSession.SessionOptions.OptLevel level) throws OrtException {
        OrtEnvironment environment = OnnxLibraries.load();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(level);
            options.setIntraOpNumThreads(engine().info().threads());
            options.setInterOpNumThreads(1);
            return environment.createSession(file.toAbsolutePath().toString(), options);
        }
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new ModelException(ModelException.reason(e), e);
        }
    }

    @Override
    protected List<Path> files(Path file) {
        Path weights = file.resolveSibling(file.getFileName() + WEIGHTS);
        return Files.isRegularFile(weights) ? List.of(file, weights) : List.of(file);
    }

    private static String reason(Path file, OrtException failure) {
        String message = String.valueOf(failure.getMessage());
        Matcher operator = OPERATOR.matcher(message);
        if (operator.find()) {
            return "ONNX Runtime 1.28 does not have its operator %s; export it without that operator"
                    .formatted(operator.group(1) == null ? operator.group(2) : operator.group(1));
        }
        if (message.contains("xternal data") || message.contains("external_data")) {
            return "its weights are in another file, which must be next to it under its own name, usually %s%s"
                    .formatted(file.getFileName(), WEIGHTS);
        }
        return ModelException.reason(failure);
    }
}
