package org.clade.export.torchscript;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.clade.api.graph.Elementwise;
import org.clade.api.graph.Value;
import org.clade.export.graph.Node;
import org.clade.export.graph.Operator;

/** Operators in the form that {@code torch.jit} prints: each by its ATen schema, types by number. */
final class TorchScriptText {

    private static final int FLOAT32 = 6;
    private static final int FLOAT64 = 7;

    private final Map<String, String> attributes;
    private final String module;
    private final String result;

    /**
     * The text of operators.
     *
     * @param attributes the attribute of the module for each tensor
     * @param module the attribute that is a module
     * @param result what chooses the result among those that this module returns
     */
    TorchScriptText(Map<String, String> attributes, String module, String result) {
        this.attributes = attributes;
        this.module = module;
        this.result = result;
    }

    /** {@return a value} */
    String of(Value value) {
        String attribute = attributes.get(value.name());
        return attribute == null ? value.name() : "self." + attribute;
    }

    /** {@return the call of an operator} */
    String of(Node node) {
        return node.operator() instanceof Elementwise function
                ? elementwise(function, node)
                : structured((Operator) node.operator(), node);
    }

    private String elementwise(Elementwise function, Node node) {
        return switch (function) {
            case LESS -> "torch.to(torch.lt(%s), %s)".formatted(all(node), FLOAT32);
            case EQUAL -> "torch.to(torch.eq(%s), %s)".formatted(all(node), FLOAT32);
            default -> "torch.%s(%s)".formatted(function.name().toLowerCase(Locale.ROOT), all(node));
        };
    }

    private String structured(Operator operator, Node node) {
        String x = of(node.input(0));
        return switch (operator) {
            case CONV2D -> "torch.conv2d(%s, %s, %s, %s, %s, [1, 1], 1)"
                    .formatted(x, of(node.input(1)), third(node), node.longs("stride"), node.longs("padding"));
            case LINEAR -> "torch.linear(%s, %s, %s)".formatted(x, of(node.input(1)), third(node));
            case BATCH_NORM -> "torch.batch_norm(%s, False, 0., %s, False)"
                    .formatted(all(node), node.number("epsilon"));
            case LAYER_NORM -> "torch.layer_norm(%s, [%s], %s, %s, %s, False)"
                    .formatted(
                            x,
                            last(node.input(0).shape()),
                            of(node.input(1)),
                            of(node.input(2)),
                            node.number("epsilon"));
            case MAX_POOL2D -> "torch.max_pool2d(%s, %s, %s, %s, [1, 1], False)"
                    .formatted(x, node.longs("window"), node.longs("stride"), node.longs("padding"));
            case AVG_POOL2D -> "torch.avg_pool2d(%s, %s, %s, %s, False, True, None)"
                    .formatted(x, node.longs("window"), node.longs("stride"), node.longs("padding"));
            case SUM -> "torch.sum(%s, %s, %s)".formatted(x, node.longs("axes"), truth(node.flag("keep")));
            case MEAN -> "torch.mean(%s, %s, %s)".formatted(x, node.longs("axes"), truth(node.flag("keep")));
            case SOFTMAX -> "torch.softmax(%s, %s, None)".formatted(x, node.whole("axis"));
            case LOG_SOFTMAX -> "torch.log_softmax(%s, %s, None)".formatted(x, node.whole("axis"));
            case CLIP -> "torch.clamp(%s, %s, %s)".formatted(x, node.number("least"), node.number("most"));
            case RESHAPE -> "torch.reshape(%s, %s)".formatted(x, node.longs("shape"));
            case PERMUTE -> "torch.permute(%s, %s)".formatted(x, node.longs("axes"));
            case SLICE -> {
                List<Long> range = node.longs("range");
                yield "torch.slice(%s, %s, %s, %s, 1)".formatted(x, node.whole("axis"), range.get(0), range.get(1));
            }
            case CAT -> "torch.cat([%s], %s)".formatted(all(node), node.whole("axis"));
            case MATMUL -> "torch.matmul(%s)".formatted(all(node));
            case GRID_SAMPLE -> "torch.grid_sampler(%s, 0, 0, %s)".formatted(all(node), truth(node.flag("corners")));
            case EXPAND -> "torch.expand(%s, [torch.size(%s, 0)%s])"
                    .formatted(
                            x,
                            of(node.input(1)),
                            ", -1".repeat(node.input(0).shape().dimension() - 1));
            case CAST -> "torch.to(%s, %s)".formatted(x, node.type("type") == DataType.FLOAT64 ? FLOAT64 : FLOAT32);
            case OPAQUE -> "torch.to(((self.%s).forward(%s, ))%s, %s)".formatted(module, x, result, FLOAT32);
        };
    }

    private String all(Node node) {
        return node.inputs().stream().map(this::of).collect(Collectors.joining(", "));
    }

    private String third(Node node) {
        return node.inputs().size() > 2 ? of(node.input(2)) : "None";
    }

    private static long last(Shape shape) {
        return shape.get(shape.dimension() - 1);
    }

    private static String truth(boolean flag) {
        return flag ? "True" : "False";
    }
}
