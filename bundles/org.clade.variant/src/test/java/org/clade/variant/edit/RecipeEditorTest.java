package org.clade.variant.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.clade.api.data.ImageShape;
import org.clade.api.part.Option;
import org.clade.api.part.PartKind;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantDifference;
import org.clade.api.variant.VariantEdit;
import org.clade.variant.recipe.RecipeComparison;
import org.clade.variant.recipe.RecipeReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeEditorTest {
    private static final Map<String, List<PartKind>> KINDS = new TreeMap<>(Map.ofEntries(
            Map.entry("vgg", List.of(PartKind.BACKBONE)),
            Map.entry("conv", List.of(PartKind.ATTENTION)),
            Map.entry("gaussian", List.of(PartKind.ATTENTION)),
            Map.entry("spatial", List.of(PartKind.STAGE)),
            Map.entry("mlp", List.of(PartKind.HEAD)),
            Map.entry("rotation", List.of(PartKind.HEAD, PartKind.TASK)),
            Map.entry("entropy", List.of(PartKind.TASK)),
            Map.entry("confidence", List.of(PartKind.TASK)),
            Map.entry("horizontal-flip", List.of(PartKind.OPERATION)),
            Map.entry("color-jitter", List.of(PartKind.OPERATION)),
            Map.entry("grayscale", List.of(PartKind.OPERATION)),
            Map.entry("sobel", List.of(PartKind.OPERATION)),
            Map.entry("mixture", List.of(PartKind.TARGETS)),
            Map.entry("sgd", List.of(PartKind.OPTIMIZER))));

    private static final KnownParts PARTS = new KnownParts() {
        @Override
        public List<PartKind> kinds(String id) {
            return KINDS.getOrDefault(id, List.of());
        }

        @Override
        public Collection<String> ids() {
            return KINDS.keySet();
        }

        @Override
        public List<Option<?>> options(PartKind kind, String id) {
            return kind == PartKind.OPTIMIZER
                    ? List.of(
                            Option.number("lr", 0.1, 0, 10, "Learning rate."),
                            Option.number("momentum", 0, 0, 1, "Momentum."))
                    : List.of();
        }

        @Override
        public boolean reshapes(PartSpec operation, ImageShape images) {
            return operation.id().equals("sobel") || operation.id().equals("grayscale");
        }
    };

    private static Map<String, Object> one() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("backbone", "vgg(blocks=3x64, tail=2)");
        properties.put("stages", List.of("0:spatial", "2:spatial"));
        properties.put("attention", "gaussian(width=2)");
        properties.put("heads", List.of("mlp"));
        properties.put("eval_transform", List.of("grayscale"));
        properties.put("augment", List.of("color-jitter", "grayscale"));
        properties.put("targets", "relations(guard=0.1)");
        properties.put("tasks", List.of("invariance=5", "attention=5", "entropy(support=minibatch)=3"));
        properties.put("epochs", 3);
        return properties;
    }

    private static Map<String, Object> two() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("backbone", "vgg");
        properties.put("heads", List.of("sphere", "rotation"));
        properties.put("eval_transform", List.of("crop", "sobel"));
        properties.put("phases", List.of("rotate", "cluster"));
        properties.put("rotate.augment", List.of("turns", "crop", "sobel"));
        properties.put("rotate.tasks", List.of("rotation=1"));
        properties.put("cluster.augment", List.of("horizontal-flip", "crop", "sobel"));
        properties.put("cluster.targets", "mixture");
        properties.put("cluster.tasks", List.of("alignment=1"));
        properties.put("batch", 128);
        properties.put("epochs", 3);
        return properties;
    }

    private static Recipe recipe(String name, Map<String, Object> properties) {
        return RecipeReader.read(name, properties);
    }

    private static Recipe edited(Map<String, Object> from, VariantEdit edit) {
        Recipe recipe = recipe("mine", from);
        return recipe(
                "mine",
                new RecipeEditor(recipe, PARTS).apply(edit, name -> recipe(name, name.equals("two") ? two() : one())));
    }

    /** The changes of an edit, one difference per line. */
    private static String change(Map<String, Object> from, VariantEdit edit) {
        StringBuilder text = new StringBuilder();
        for (VariantDifference difference : RecipeComparison.of(recipe("mine", from), edited(from, edit))) {
            text.append(text.isEmpty() ? "" : " | ")
                    .append(difference.key())
                    .append(": ")
                    .append(difference.left())
                    .append(" -> ")
                    .append(difference.right());
        }
        return text.toString();
    }

    private static VariantEdit without(String... parts) {
        return new VariantEdit(Arrays.asList(parts), List.of(), Map.of());
    }

    private static VariantEdit with(String... parts) {
        return new VariantEdit(List.of(), Arrays.asList(parts), Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    grayscale        ; eval_transform: grayscale ->  | augment: grayscale -> \s
                    augment:grayscale; augment: grayscale -> \s
                    entropy          ; tasks: entropy(support=minibatch)=3 -> \s
                    attention        ; attention: gaussian(width=2) -> identity | tasks: attention=5 -> \s
                    gaussian         ; attention: gaussian(width=2) -> identity
                    tasks:attention  ; tasks: attention=5 -> \s
                    spatial          ; stages: 0:spatial ->  | stages: 2:spatial -> \s
                    2:spatial        ; stages: 2:spatial -> \s
                    relations        ; targets: relations(guard=0.1) -> \s
                    """)
    void aPartGoesWhereverItStandsOrAtAPlace(String part, String change) {
        assertEquals(change, change(one(), without(part)).strip());
    }

    @Test
    void aPhaseThatLearnsNothingAnyMoreGoesWithItsHead() {
        Recipe left = edited(two(), without("rotation"));
        assertEquals(1, left.training().phases().size());
        assertEquals("cluster", left.training().phases().get(0).name());
        assertEquals(
                List.of("sphere"),
                left.architecture().heads().stream().map(PartSpec::id).toList());
        assertTrue(left.properties().keySet().stream().noneMatch(key -> key.startsWith("rotate.")));
    }

    @Test
    void anOperationOfEveryPhaseGoesFromAllViewsOrFromOnePhase() {
        assertEquals(
                "eval_transform: sobel ->  | rotate.augment: sobel ->  | cluster.augment: sobel -> ",
                change(two(), without("sobel")));
        assertEquals("cluster.augment: horizontal-flip -> ", change(two(), without("cluster:horizontal-flip")));
        assertEquals("cluster.augment: sobel -> ", change(two(), without("cluster.augment:sobel")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    conv               ; attention: gaussian(width=2) -> conv
                    confidence=0.5     ; tasks:  -> confidence=0.5
                    entropy=1          ; tasks: entropy(support=minibatch)=3 -> entropy=1
                    mixture            ; targets: relations(guard=0.1) -> mixture
                    3:spatial(final=no); stages:  -> 3:spatial(final=no)
                    2:spatial(final=no); stages: 2:spatial -> 2:spatial(final=no)
                    heads:rotation     ; heads:  -> rotation
                    rotation=2         ; tasks:  -> rotation=2
                    sgd(lr=1)          ; optimizer: adam -> sgd(lr=1)
                    horizontal-flip(0.3)         ; augment:  -> horizontal-flip(0.3)
                    sobel              ; eval_transform:  -> sobel | augment:  -> sobel
                    """)
    void aPartComesWhereItsKindBelongs(String part, String change) {
        assertEquals(change, change(one(), with(part)).strip());
    }

    @Test
    void aNewOperationStandsBeforeWhatBothViewsEndWithUnlessItChangesTheShape() {
        assertEquals(
                "[color-jitter, horizontal-flip, grayscale]",
                edited(one(), with("horizontal-flip"))
                        .training()
                        .phases()
                        .get(0)
                        .augment()
                        .toString());
        assertEquals(
                "[horizontal-flip, color-jitter(0.1), crop, sobel]",
                edited(two(), with("cluster:color-jitter(0.1)"))
                        .training()
                        .phases()
                        .get(1)
                        .augment()
                        .toString());
    }

    @Test
    void aPhaseOfAnotherVariantComesWithTheHeadOfItsTask() {
        Map<String, Object> clusterOnly = two();
        clusterOnly.put("phases", List.of("cluster"));
        clusterOnly.keySet().removeIf(key -> key.startsWith("rotate."));
        clusterOnly.put("heads", List.of("sphere"));
        assertEquals(List.of(), RecipeComparison.of(edited(clusterOnly, with("rotate@two")), recipe("two", two())));

        Recipe hybrid = edited(one(), with("rotate@two"));
        assertEquals(
                List.of("rotate", "train"),
                hybrid.training().phases().stream().map(phase -> phase.name()).toList());
        assertTrue(
                hybrid.training().phases().get(0).targets().isEmpty(), "what the phases share is not the new phase's");
        assertEquals("[rotation=1]", hybrid.training().phases().get(0).tasks().toString());
        assertEquals(128, hybrid.training().phases().get(0).batch());
        assertEquals(1000, hybrid.training().phases().get(1).batch());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    batch          ; 50   ; batch: 1000 -> 50
                    backbone.tail  ; 3    ; backbone: vgg(blocks=3x64, tail=2) -> vgg(blocks=3x64, tail=3)
                    attention.alpha; 1    ; attention: gaussian(width=2) -> gaussian(width=2, alpha=1)
                    targets.guard  ; off  ; targets: relations(guard=0.1) -> relations(guard=off)
                    optimizer.lr   ; 1e-4 ; optimizer: adam -> adam(lr=1e-4)
                    """)
    void aKeyIsSetOrOneOptionOfItsPart(String key, String value, String change) {
        assertEquals(change, change(one(), VariantEdit.set(Map.of(key, value))));
    }

    @Test
    void anOptionOfAPhasesTargetsIsSet() {
        assertEquals(
                "cluster.targets: mixture -> mixture(refine=3)",
                change(two(), VariantEdit.set(Map.of("cluster.targets.refine", "3"))));
    }

    @Test
    void theWholePartIsSetBeforeItsOption() {
        assertEquals(
                "attention: gaussian(width=2) -> conv(kernel=3)",
                change(one(), VariantEdit.set(Map.of("attention.kernel", "3", "attention", "conv"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    without; entrpy           ; Did you mean entropy?
                    without; vgg              ; Variant mine needs its backbone vgg
                    without; eval_trasform:grayscale; Did you mean eval_transform?
                    without; trian.tasks:entropy; Did you mean train?
                    without; clean:grayscale  ; The key “clean” is now called “eval_transform”.
                    without; jitter           ; The part “jitter” is now called “color-jitter”.
                    with   ; hflip(0.3)       ; The part “hflip” is now called “horizontal-flip”.
                    with   ; clean:sobel      ; The key “clean” is now called “eval_transform”.
                    with   ; gausian          ; Did you mean gaussian?
                    with   ; rotation         ; heads and tasks; say which: heads:rotation
                    with   ; spatial          ; as in 0:spatial
                    with   ; rotat@two        ; Did you mean rotate?
                    """)
    void whatIsUnknownIsAnsweredWithTheNearest(String what, String part, String answer) {
        VariantEdit edit = what.equals("with") ? with(part) : without(part);
        assertRefused(answer, one(), edit);
    }

    @Test
    void ofSeveralPhasesOneIsAskedFor() {
        assertRefused("say which one: cluster:entropy=3", two(), with("entropy=3"));
        assertEquals("cluster.tasks:  -> entropy=3", change(two(), with("cluster:entropy=3")));
    }

    @Test
    void aPartIsNoKey() {
        assertRefused("--with entropy=3", one(), VariantEdit.set(Map.of("entropy", "3")));
    }

    private static void assertRefused(String words, Map<String, Object> from, VariantEdit edit) {
        RefusedException refusal = assertThrows(RefusedException.class, () -> edited(from, edit));
        assertTrue(refusal.getMessage().contains(words), refusal::getMessage);
    }
}
