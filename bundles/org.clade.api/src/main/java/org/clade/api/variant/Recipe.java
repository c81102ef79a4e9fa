package org.clade.api.variant;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.clade.api.engine.ForwardMode;
import org.clade.api.part.PartSpec;

/**
 * What a variant is made of: a configuration of the factory PID {@code org.clade.variant}, read.
 *
 * @param name the variant's name
 * @param title one line for people
 * @param method the method it belongs to, for instance {@code GATCluster}
 * @param source {@code reference} (the released code), {@code paper} (the literal text) or {@code own}
 * @param clusters K, the number of clusters
 * @param size pixels that images are resized to when they are read, height and width alike; 0 keeps their own size
 * @param backbone the feature extractor
 * @param stages attention between the backbone's stages
 * @param attention the attention module before the head
 * @param heads the heads; the first one decides the cluster
 * @param optimizer the update rule
 * @param lrSchedule how the learning rate changes from epoch to epoch
 * @param inference what batch normalization does for targets and evaluation
 * @param evalTransform the operations that make the view for targets and evaluation
 * @param phases the phases of an epoch, in order
 * @param epochs after how many passes over the images training ends; 0 for no limit
 * @param maxBatches after how many large batches training ends; 0 for no limit
 * @param evaluate large batches between two evaluations; 0 evaluates at the end of each epoch
 * @param inferenceBatch how many images the network sees at once outside training; with statistics of the batch, how many
 *     are normalized together, which decides what the network says
 * @param properties the configuration itself, complete, by key
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
