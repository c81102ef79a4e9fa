package org.clade.backbone.vit;

import ai.djl.nn.Block;
import java.util.List;
import java.util.Optional;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.Preprocessing;
import org.clade.api.backbone.PretrainedWeights;
import org.clade.api.backbone.ProvidesBackbone;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.osgi.service.component.annotations.Component;

/**
 * A vision transformer whose first weights come from a file: DINOv2 with or without registers, the vision tower of CLIP, or a plain
 * transformer.
 *
 * <p>Formula: patches of the image become tokens by a convolution; a class token comes before them; positions are added; registers follow the
 * class token. Each block computes x + s₁·attention(norm(x)), then x + s₂·W₂ φ(W₁ norm(x)), where s is LayerScale (DINOv2) and φ is GELU
 * (CLIP: quick GELU). At the end comes layer normalization. CLIP normalizes before the blocks too, and projects its class token. The file
 * decides depth, width, patch, grid, registers and LayerScale.
 *
 * <p>Shapes: N×3×H×W images, RGB, normalized as {@link #preprocessing} says, whose sides are multiples of the patch, to N×D×1×1; D is
 * the width, twice the width ({@code pooling=class+mean}), or the size of CLIP's projection. The features are not of unit length.
 *
 * <p>Errors: a file whose names or shapes differ is refused with the first three differences.
 *
 * <p>Source: Dosovitskiy et al., ICLR 2021; Oquab et al., DINOv2, 2023; Darcet et al., registers, 2023; Radford et al., CLIP, ICML 2021; the
 * released code of DINOv2, timm and transformers for names and positions. Use it frozen for features of photographs, or trainable to go on
 * from these weights.
 */
@Component
@ProvidesBackbone(
        id = "vit",
        summary =
                "A vision transformer with weights from a .safetensors file, DINOv2, CLIP or plain, frozen or trainable.")
public final class VitBackbone implements Backbone {

    @Override
    public List<Option<?>> options() {
        return VitSettings.OPTIONS;
    }

    @Override
    public FeatureShape featureShape(BackboneRequest request) {
        return network(request.settings()).featureShape(request.image());
    }

    @Override
    public Block build(BackboneRequest request) {
        return network(request.settings()).build(request.image());
    }

    @Override
    public Optional<Preprocessing> preprocessing(Settings settings) {
        return Optional.of(network(settings).preprocessing());
    }

    @Override
    public Optional<PretrainedWeights> weights(Settings settings) {
        VisionTransformer network = network(settings);
        return Optional.of(new PretrainedWeights(List.of(network.file().path()), network.feature()));
    }

    private static VisionTransformer network(Settings settings) {
        return VisionTransformer.of(VitSettings.of(settings));
    }
}
