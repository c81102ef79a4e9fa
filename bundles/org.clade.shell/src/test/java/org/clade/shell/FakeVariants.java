package org.clade.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clade.api.engine.ForwardMode;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.PhaseRecipe;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.TaskSpec;
import org.clade.api.variant.VariantLease;
import org.clade.api.variant.VariantService;
import org.clade.api.variant.VariantStatus;

/** Two variants, one of which lacks a part. */
public class FakeVariants implements VariantService {

    @Override
    public List<VariantStatus> list() {
        return List.of(
                new VariantStatus(
                        "good", "A good one", "M", "reference", true, List.of(), VariantStatus.Origin.SHIPPED),
                new VariantStatus(
                        "poor",
                        "A poor one",
                        "M",
                        "own",
                        false,
                        List.of("There is no task “x”."),
                        VariantStatus.Origin.UNSAVED));
    }

    @Override
    public Recipe recipe(String nameOrFile) {
        if (!nameOrFile.equals("good")) {
            throw RefusedException.unknown("variant", nameOrFile, List.of("good"));
        }
        PhaseRecipe phase = new PhaseRecipe(
                "train",
                PartSpec.parseAll(List.of("horizontal-flip(0.5)")),
                Optional.empty(),
                List.of(TaskSpec.parse("entropy=3")),
                1000,
                32,
                8,
                PhaseRecipe.Redraw.BATCH,
                1,
                true,
                PhaseRecipe.Order.SHUFFLED);
        return new Recipe(
                "good",
                new Recipe.Provenance("A good one", "M", "reference"),
                new Recipe.Architecture(
                        10,
                        0,
                        PartSpec.parse("vgg(blocks=2)"),
                        List.of(),
                        PartSpec.parse("identity"),
                        PartSpec.parseAll(List.of("mlp"))),
                new Recipe.TrainingPlan(
                        PartSpec.parse("adam"),
                        PartSpec.parse("constant"),
                        ForwardMode.EVALUATION,
                        List.of(),
                        List.of(phase),
                        4,
                        0,
                        0,
                        500),
                Map.of("backbone", "vgg(blocks=2)"));
    }

    @Override
    public VariantLease use(String nameOrFile, Map<String, String> changes) {
        throw new UnsupportedOperationException(nameOrFile);
    }

    @Override
    public void write(Recipe recipe, Path file) {
        throw new UnsupportedOperationException(file.toString());
    }
}
