package org.clade.variant.assembly;

import ai.djl.nn.Block;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clade.api.attention.AttentionRequest;
import org.clade.api.attention.HeadAttention;
import org.clade.api.attention.StageAttention;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.StageInsert;
import org.clade.api.data.ImageShape;
import org.clade.api.head.Head;
import org.clade.api.head.HeadRequest;
import org.clade.api.part.RefusedException;
import org.clade.api.signal.Signal;
import org.clade.api.variant.Bound;
import org.clade.api.variant.StageSpec;

/**
 * How backbone, attention and heads fit together for given images, worked out without touching a tensor.
 *
 * @param input the shape of the images that the network sees
 * @param backbone the feature extractor
 * @param backboneRequest what it is built for
 * @param features the shape of its features
 * @param attention the attention module
 * @param attentionRequest what it is built for
 * @param attended whether there is an attended branch
 * @param heads the heads, each with what it is built for
 */
record NetworkPlan(
        ImageShape input,
        Bound<Backbone> backbone,
        BackboneRequest backboneRequest,
        FeatureShape features,
        Bound<HeadAttention> attention,
        AttentionRequest attentionRequest,
        boolean attended,
        Map<Bound<Head>, HeadRequest> heads) {

    /** {@return the plan; refused where a part cannot be built on what it is given} */
    static NetworkPlan of(
            ImageShape input,
            int clusters,
            Bound<Backbone> backbone,
            List<StageSpec> stages,
            PartSet<StageAttention> stageParts,
            Bound<HeadAttention> attention,
            List<Bound<Head>> heads) {
        BackboneRequest backboneRequest =
                new BackboneRequest(input, clusters, backbone.settings(), insert(stages, stageParts));
        FeatureShape features = backbone.part().featureShape(backboneRequest);
        AttentionRequest attentionRequest = new AttentionRequest(features, attention.settings());
        boolean attended = attention.part().attends(attentionRequest);
        Map<Bound<Head>, HeadRequest> requests = new LinkedHashMap<>();
        heads.forEach(head -> requests.put(head, new HeadRequest(features, clusters, attended, head.settings())));
        return new NetworkPlan(
                input, backbone, backboneRequest, features, attention, attentionRequest, attended, requests);
    }

    /** {@return each signal and the head that emits it, in order; refused where two heads emit the same} */
    Map<Signal, Bound<Head>> signals() {
        Map<Signal, Bound<Head>> signals = new LinkedHashMap<>();
        heads.forEach((head, request) -> head.part().emits(request).forEach(signal -> {
            Bound<Head> other = signals.putIfAbsent(signal, head);
            if (other != null) {
                throw new RefusedException("Heads %s and %s both emit %s; keep one of them."
                        .formatted(other.spec().id(), head.spec().id(), signal));
            }
        }));
        return signals;
    }

    private static StageInsert insert(List<StageSpec> stages, PartSet<StageAttention> parts) {
        return (stage, map) -> stages.stream()
                .filter(spec -> spec.stage() == stage)
                .findFirst()
                .flatMap(spec -> stageBlock(parts.bind(spec.part()), map));
    }

    private static Optional<Block> stageBlock(Bound<StageAttention> attention, FeatureShape map) {
        return Optional.of(attention.part().build(new AttentionRequest(map, attention.settings())));
    }
}
