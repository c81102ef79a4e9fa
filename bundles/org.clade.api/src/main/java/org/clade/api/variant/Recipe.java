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
 * @param provenance where it comes from
 * @param architecture the network
 * @param training how the network is trained and used
 * @param properties the configuration itself, complete, by key
 */
public record Recipe(
        String name,
        Provenance provenance,
        Architecture architecture,
        TrainingPlan training,
        Map<String, Object> properties) {

    /** Orders the properties. */
    public Recipe {
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }

    /**
     * Where a recipe comes from.
     *
     * @param title one line for people
     * @param method the method it belongs to, for instance {@code GATCluster}
     * @param source {@code reference} (the released code), {@code paper} (the literal text) or {@code own}
     */
    public record Provenance(String title, String method, String source) {}

    /**
     * What the network is made of.
     *
     * @param clusters K, the number of clusters
     * @param size pixels that images are resized to when they are read, height and width alike; 0 keeps their own size
     * @param backbone the feature extractor
     * @param stages attention between the backbone's stages
     * @param attention the attention module before the head
     * @param heads the heads; the first one decides the cluster
     */
    public record Architecture(
            int clusters,
            int size,
            PartSpec backbone,
            List<StageSpec> stages,
            PartSpec attention,
            List<PartSpec> heads) {

        /** Copies the lists. */
        public Architecture {
            stages = List.copyOf(stages);
            heads = List.copyOf(heads);
        }
    }

    /**
     * How the network is trained, and how it is used outside training.
     *
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
     */
    public record TrainingPlan(
            PartSpec optimizer,
            PartSpec lrSchedule,
            ForwardMode inference,
            List<PartSpec> evalTransform,
            List<PhaseRecipe> phases,
            int epochs,
            int maxBatches,
            int evaluate,
            int inferenceBatch) {

        /** Copies the lists. */
        public TrainingPlan {
            evalTransform = List.copyOf(evalTransform);
            phases = List.copyOf(phases);
        }
    }
}
