package org.clade.variant.assembly;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.clade.api.attention.HeadAttention;
import org.clade.api.attention.StageAttention;
import org.clade.api.augment.ImageOperation;
import org.clade.api.augment.Pipeline;
import org.clade.api.backbone.Backbone;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.head.Head;
import org.clade.api.optimizer.Optimizer;
import org.clade.api.part.Part;
import org.clade.api.part.PartKind;
import org.clade.api.part.PartSpec;
import org.clade.api.schedule.LearningRateSchedule;
import org.clade.api.target.PseudoTargetStrategy;
import org.clade.api.task.LossTask;
import org.clade.api.variant.Bound;
import org.clade.api.variant.BoundTask;
import org.clade.api.variant.Network;
import org.clade.api.variant.PartUse;
import org.clade.api.variant.Phase;
import org.clade.api.variant.PhaseRecipe;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.Variant;
import org.clade.variant.recipe.Keys;
import org.clade.variant.recipe.PartFilters;
import org.clade.variant.recipe.RecipeReader;
import org.clade.variant.recipe.VariantConfiguration;
import org.clade.variant.recipe.VariantProperties;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.metatype.annotations.Designate;

/**
 * A variant from a configuration. {@link PartFilters} derives the target filters of its references from the recipe, so
 * the service exists only while its parts do.
 */
@Component(
        service = Variant.class,
        configurationPid = Keys.FACTORY,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = VariantConfiguration.class, factory = true)
public final class ConfiguredVariant implements Variant {

    private final Recipe recipe;
    private final TensorEngine engine;
    private final Backbone backbone;
    private final HeadAttention attention;
    private final Optimizer optimizer;
    private final LearningRateSchedule schedule;
    private final PartSet<StageAttention> stages;
    private final PartSet<Head> heads;
    private final PartSet<ImageOperation> operations;
    private final PartSet<PseudoTargetStrategy> targets;
    private final PartSet<LossTask> tasks;

    /** Made by Declarative Services when every part is there. */
    @Activate
    public ConfiguredVariant(
            Map<String, Object> properties,
            @Reference TensorEngine engine,
            @Reference(name = PartKind.Id.BACKBONE) Backbone backbone,
            @Reference(name = PartKind.Id.ATTENTION) HeadAttention attention,
            @Reference(name = PartKind.Id.OPTIMIZER) Optimizer optimizer,
            @Reference(name = PartKind.Id.SCHEDULE) LearningRateSchedule schedule,
            @Reference(name = PartKind.Id.STAGE, cardinality = ReferenceCardinality.MULTIPLE)
                    List<Map.Entry<Map<String, Object>, StageAttention>> stages,
            @Reference(name = PartKind.Id.HEAD, cardinality = ReferenceCardinality.MULTIPLE)
                    List<Map.Entry<Map<String, Object>, Head>> heads,
            @Reference(name = PartKind.Id.OPERATION, cardinality = ReferenceCardinality.MULTIPLE)
                    List<Map.Entry<Map<String, Object>, ImageOperation>> operations,
            @Reference(name = PartKind.Id.TARGETS, cardinality = ReferenceCardinality.MULTIPLE)
                    List<Map.Entry<Map<String, Object>, PseudoTargetStrategy>> targets,
            @Reference(name = PartKind.Id.TASK, cardinality = ReferenceCardinality.MULTIPLE)
                    List<Map.Entry<Map<String, Object>, LossTask>> tasks) {
        String name = PartFilters.name(properties.get(Constants.SERVICE_PID).toString());
        this.recipe = RecipeReader.read(name, VariantProperties.written(properties));
        this.engine = engine;
        this.backbone = backbone;
        this.attention = attention;
        this.optimizer = optimizer;
        this.schedule = schedule;
        this.stages = PartSet.of(stages);
        this.heads = PartSet.of(heads);
        this.operations = PartSet.of(operations);
        this.targets = PartSet.of(targets);
        this.tasks = PartSet.of(tasks);
    }

    @Override
    public Recipe recipe() {
        return recipe;
    }

    @Override
    public Pipeline evalTransform() {
        return new PartPipeline(operations.bindAll(recipe.training().evalTransform()));
    }

    @Override
    public List<Phase> phases() {
        return recipe.training().phases().stream().map(this::phase).toList();
    }

    private Phase phase(PhaseRecipe phase) {
        return new Phase(
                phase,
                new PartPipeline(operations.bindAll(phase.augment())),
                phase.targets().map(targets::bind),
                phase.tasks().stream()
                        .map(task -> new BoundTask(tasks.bind(task.part()), task.weight()))
                        .toList());
    }

    @Override
    public Bound<Optimizer> optimizer() {
        return bindOne(recipe.training().optimizer(), optimizer);
    }

    @Override
    public Bound<LearningRateSchedule> lrSchedule() {
        return bindOne(recipe.training().lrSchedule(), schedule);
    }

    @Override
    public List<PartUse> parts() {
        List<PartUse> parts = new ArrayList<>();
        parts.add(use(PartKind.BACKBONE, "", recipe.architecture().backbone(), backbone));
        recipe.architecture()
                .stages()
                .forEach(stage -> parts.add(use(
                        PartKind.STAGE,
                        "",
                        stage.part(),
                        stages.bind(stage.part()).part())));
        parts.add(use(PartKind.ATTENTION, "", recipe.architecture().attention(), attention));
        recipe.architecture()
                .heads()
                .forEach(head ->
                        parts.add(use(PartKind.HEAD, "", head, heads.bind(head).part())));
        parts.add(use(PartKind.OPTIMIZER, "", recipe.training().optimizer(), optimizer));
        parts.add(use(PartKind.SCHEDULE, "", recipe.training().lrSchedule(), schedule));
        operations(parts, PartUse.EVAL_TRANSFORM, recipe.training().evalTransform());
        for (PhaseRecipe phase : recipe.training().phases()) {
            operations(parts, phase.name(), phase.augment());
            phase.targets()
                    .ifPresent(spec -> parts.add(use(
                            PartKind.TARGETS,
                            phase.name(),
                            spec,
                            targets.bind(spec).part())));
            phase.tasks()
                    .forEach(task -> parts.add(new PartUse(
                            PartKind.TASK,
                            phase.name(),
                            task.toString(),
                            tasks.bind(task.part()).part())));
        }
        return List.copyOf(parts);
    }

    private void operations(List<PartUse> parts, String place, List<PartSpec> specs) {
        specs.forEach(spec -> parts.add(
                use(PartKind.OPERATION, place, spec, operations.bind(spec).part())));
    }

    private static PartUse use(PartKind kind, String place, PartSpec spec, Part part) {
        return new PartUse(kind, place, spec.toString(), part);
    }

    @Override
    public void check(ImageShape images, int clusters) {
        new InputCheck(recipe, backbone, operations).run(images);
        optimizer();
        Bound<LearningRateSchedule> rate = lrSchedule();
        rate.part()
                .factor(0, Math.max(1, recipe.training().epochs()), rate.settings()); // throws if it cannot read them
        new FitCheck(recipe, plan(images, clusters), evalTransform(), phases()).run(images);
    }

    @Override
    public Network network(ImageShape images, int clusters, NDManager manager, long seed) {
        check(images, clusters);
        return AssembledNetwork.build(plan(images, clusters), manager, engine, seed);
    }

    private NetworkPlan plan(ImageShape images, int clusters) {
        return NetworkPlan.of(
                evalTransform().shape(images),
                clusters,
                bindOne(recipe.architecture().backbone(), backbone),
                recipe.architecture().stages(),
                stages,
                bindOne(recipe.architecture().attention(), attention),
                heads.bindAll(recipe.architecture().heads()));
    }

    private static <P extends Part> Bound<P> bindOne(PartSpec spec, P part) {
        return new PartSet<>(Map.of(spec.id(), part)).bind(spec);
    }
}
