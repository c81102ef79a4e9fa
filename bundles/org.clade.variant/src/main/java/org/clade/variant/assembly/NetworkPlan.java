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
 * The shapes of backbone, attention and heads for given images, computed without tensors.
 *
 * @param input the shape of the images that the network sees
 * @param backbone the feature extractor
 * @param backboneRequest its request
 * @param features the shape of its features
 * @param attention the attention module
 * @param attentionRequest its request
 * @param attended whether the network has an attended branch
 * @param heads the heads, each with its request
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

    /** {@return the plan; refuses if a part refuses its input} */
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

    /** {@return each signal and its head, in order; refuses two heads with the same signal} */
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
