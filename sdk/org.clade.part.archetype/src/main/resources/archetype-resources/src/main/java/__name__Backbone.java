package ${package};

import ai.djl.nn.Block;
import java.util.List;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.ProvidesBackbone;
import org.clade.api.part.Option;
import org.clade.layer.ConvNetPlan;
import org.clade.layer.ConvNetStage;
import org.clade.layer.Filters;
import org.clade.layer.Initialization;
import org.clade.layer.Layers;
import org.osgi.service.component.annotations.Component;

/** Two 3×3 convolutions with 2×2 pooling between them. Source: an example, put your own here. */
@Component
@ProvidesBackbone(id = "${name.toLowerCase()}", summary = "Two convolutions with pooling between them (an example).")
public final class ${name}Backbone implements Backbone {

    static final Option<Integer> WIDTH = Option.integer("width", 32, 1, 4096, "Channels of both convolutions.");

    @Override
    public List<Option<?>> options() {
        return List.of(WIDTH);
    }

    @Override
    public FeatureShape featureShape(BackboneRequest request) {
        return plan(request).featureShape();
    }

    @Override
    public Block build(BackboneRequest request) {
        return plan(request).build();
    }

    private static ConvNetPlan plan(BackboneRequest request) {
        int width = request.settings().get(WIDTH);
        Filters filters = new Filters(false, Initialization.HE);
        return new ConvNetPlan(
                "${name.toLowerCase()}(width=%s)".formatted(width),
                "use larger images",
                request.image(),
                List.of(
                        ConvNetStage.place(0, request.insert()),
                        ConvNetStage.convolution("first", width, 3, 1, filters),
                        ConvNetStage.place(1, request.insert()),
                        ConvNetStage.pooling("pool", 2, Layers::maxPool),
                        ConvNetStage.convolution("second", width, 3, 1, filters)));
    }
}
