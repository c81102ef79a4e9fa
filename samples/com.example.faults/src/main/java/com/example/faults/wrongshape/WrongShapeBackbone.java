package com.example.faults.wrongshape;

import ai.djl.nn.Block;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.ProvidesBackbone;
import org.clade.layer.Layers;
import org.osgi.service.component.annotations.Component;

/** Its features have another shape than declared: the convolution makes each side two pixels shorter. */
@Component
@ProvidesBackbone(id = "wrong-shape", summary = "A fault: its features have another shape than declared.")
public final class WrongShapeBackbone implements Backbone {

    @Override
    public FeatureShape featureShape(BackboneRequest request) {
        return new FeatureShape(8, request.image().height(), request.image().width());
    }

    @Override
    public Block build(BackboneRequest request) {
        return Layers.convolution(request.image().channels(), 8, 3, 0);
    }
}
