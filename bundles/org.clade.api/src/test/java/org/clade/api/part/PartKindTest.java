package org.clade.api.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.clade.api.attention.ProvidesHeadAttention;
import org.clade.api.attention.ProvidesStageAttention;
import org.clade.api.augment.ProvidesImageOperation;
import org.clade.api.backbone.ProvidesBackbone;
import org.clade.api.baseline.ProvidesBaseline;
import org.clade.api.data.ProvidesDataset;
import org.clade.api.data.ProvidesReader;
import org.clade.api.head.ProvidesHead;
import org.clade.api.metric.ProvidesMetric;
import org.clade.api.optimizer.ProvidesOptimizer;
import org.clade.api.schedule.ProvidesLearningRateSchedule;
import org.clade.api.target.ProvidesTargets;
import org.clade.api.task.ProvidesLossTask;
import org.junit.jupiter.api.Test;

class PartKindTest {

    /** The annotation of each kind. */
    private static final Map<PartKind, Class<?>> ANNOTATIONS = Map.ofEntries(
            Map.entry(PartKind.BACKBONE, ProvidesBackbone.class),
            Map.entry(PartKind.STAGE, ProvidesStageAttention.class),
            Map.entry(PartKind.ATTENTION, ProvidesHeadAttention.class),
            Map.entry(PartKind.HEAD, ProvidesHead.class),
            Map.entry(PartKind.OPTIMIZER, ProvidesOptimizer.class),
            Map.entry(PartKind.SCHEDULE, ProvidesLearningRateSchedule.class),
            Map.entry(PartKind.OPERATION, ProvidesImageOperation.class),
            Map.entry(PartKind.TARGETS, ProvidesTargets.class),
            Map.entry(PartKind.TASK, ProvidesLossTask.class),
            Map.entry(PartKind.METRIC, ProvidesMetric.class),
            Map.entry(PartKind.BASELINE, ProvidesBaseline.class),
            Map.entry(PartKind.READER, ProvidesReader.class),
            Map.entry(PartKind.DATASET, ProvidesDataset.class));

    @Test
    void everyKindHasAnAnnotationThatSaysItsId() throws NoSuchMethodException {
        assertEquals(EnumSet.allOf(PartKind.class), ANNOTATIONS.keySet());
        for (Map.Entry<PartKind, Class<?>> entry : ANNOTATIONS.entrySet()) {
            assertEquals(entry.getKey().id(), entry.getValue().getMethod("kind").getDefaultValue());
        }
    }

    @Test
    void everyConstantIsTheIdOfAKind() throws IllegalAccessException {
        Set<String> constants = new TreeSet<>();
        for (Field field : PartKind.Id.class.getFields()) {
            constants.add((String) field.get(null));
        }
        assertEquals(
                Arrays.stream(PartKind.values()).map(PartKind::id).collect(Collectors.toCollection(TreeSet::new)),
                constants);
    }

    /** Third-party jars carry these words. */
    @Test
    void idsStayAsTheyAre() {
        assertEquals(
                List.of(
                        "backbone",
                        "stage",
                        "attention",
                        "head",
                        "optimizer",
                        "schedule",
                        "operation",
                        "targets",
                        "task"),
                PartKind.ofVariants().stream().map(PartKind::id).toList());
        assertEquals(Optional.of(PartKind.DATASET), PartKind.of("dataset"));
        assertEquals(Optional.empty(), PartKind.of("DATASET"));
        assertEquals("task", PartKind.TASK.toString());
    }

    @Test
    void aKindEitherHoldsWeightsOrCanBeSwappedOrNeither() {
        assertEquals(EnumSet.of(PartKind.OPERATION, PartKind.TARGETS, PartKind.TASK), kinds(PartKind::swappable));
        assertEquals(
                EnumSet.of(PartKind.BACKBONE, PartKind.STAGE, PartKind.ATTENTION, PartKind.HEAD, PartKind.OPTIMIZER),
                kinds(PartKind::holdsWeights));
        assertTrue(kinds(PartKind::ofVariant).contains(PartKind.SCHEDULE));
    }

    private static Set<PartKind> kinds(Predicate<PartKind> property) {
        return Arrays.stream(PartKind.values())
                .filter(property)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(PartKind.class)));
    }
}
