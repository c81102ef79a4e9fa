package org.clade.api.variant;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.clade.api.engine.ForwardMode;
import org.clade.api.part.PartSpec;

/**
 * The recipe of a variant, read from a configuration of the factory PID {@code org.clade.variant}.
 *
 * @param name the variant's name
 * @param title one line of description
 * @param method its method, for instance {@code GATCluster}
 * @param source {@code reference} (the released code), {@code paper} (the literal text) or {@code own}
 * @param clusters K, the number of clusters
 * @param size height and width in pixels to which the reader resizes images; 0 keeps their own size
 * @param backbone the feature extractor
 * @param stages attention between the backbone's stages
 * @param attention the attention module before the head
 * @param heads the heads; the first one decides the cluster
 * @param optimizer the update rule
 * @param lrSchedule how the learning rate changes from epoch to epoch
 * @param inference the mode of batch normalization for targets and evaluation
 * @param evalTransform the operations that make the view for targets and evaluation
 * @param phases the phases of an epoch, in order
 * @param epochs passes over the images until training ends; 0 for no limit
 * @param maxBatches large batches until training ends; 0 for no limit
 * @param evaluate large batches between two evaluations; 0 evaluates at the end of each epoch
 * @param inferenceBatch how many images go through the network at once outside training; with batch statistics it also
 *     decides which images are normalized together, so it affects the output
 * @param properties the complete configuration, by key
 */
public record Recipe(
        String name,
        String title,
        String method,
        String source,
        int clusters,
        int size,
        PartSpec backbone,
        List<StageSpec> stages,
        PartSpec attention,
        List<PartSpec> heads,
        PartSpec optimizer,
        PartSpec lrSchedule,
        ForwardMode inference,
        List<PartSpec> evalTransform,
        List<PhaseRecipe> phases,
        int epochs,
        int maxBatches,
        int evaluate,
        int inferenceBatch,
        Map<String, Object> properties) {

    /** Copies the lists and orders the properties. */
    public Recipe {
        stages = List.copyOf(stages);
        heads = List.copyOf(heads);
        evalTransform = List.copyOf(evalTransform);
        phases = List.copyOf(phases);
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }
}
