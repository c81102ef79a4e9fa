package org.clade.variant.recipe;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * The keys of a variant, for Metatype: type, default, range and one sentence for every key, the only definition of
 * them. Two underscores in a row stand for one in the key.
 */
@ObjectClassDefinition(
        name = "Variant",
        description = "A clustering method or an ablation of it, made of parts. Keys of a phase may be written"
                + " <phase>.<key> where a variant has several phases.")
public @interface VariantConfiguration {

    @AttributeDefinition(description = "One line of description.")
    String title() default "";

    @AttributeDefinition(description = "The method, for instance GATCluster.")
    String method() default "own";

    @AttributeDefinition(
            description =
                    "What the recipe follows: the released code (reference), the text of the paper, or neither (own).",
            options = {
                @Option(label = "the released code", value = "reference"),
                @Option(label = "the literal text", value = "paper"),
                @Option(label = "neither", value = "own")
            })
    String source() default "own";

    @AttributeDefinition(min = "2", description = "K, the number of clusters.")
    int clusters() default 10;

    @AttributeDefinition(
            min = "0",
            description = "Pixels that images are resized to when they are read, both ways; 0 keeps their own size.")
    int size() default 0;

    @AttributeDefinition(description = "The feature extractor, for instance vgg(blocks=3x64+3x128+3x256).")
    String backbone();

    @AttributeDefinition(description = "Attention between the backbone's stages, for instance 0:spatial.")
    String[] stages() default {};

    @AttributeDefinition(description = "The attention module before the head; identity for none.")
    String attention() default "identity";

    @AttributeDefinition(description = "The heads; the first signal of the first one decides the cluster.")
    String[] heads();

    @AttributeDefinition(description = "The update rule, for instance adam(lr=1e-3).")
    String optimizer() default "adam";

    @AttributeDefinition(
            description =
                    "How the learning rate changes from epoch to epoch, for instance steps(milestones=40, gamma=0.1).")
    String lr__schedule() default "constant";

    @AttributeDefinition(
            description =
                    "What batch normalization uses for targets and evaluation: its running statistics, or those of"
                            + " the batch (then of inference_batch images, well mixed).",
            options = {
                @Option(label = "running statistics", value = "running"),
                @Option(label = "the batch's own", value = "batch")
            })
    String batch__norm() default "running";

    @AttributeDefinition(description = "The operations that make the view for targets and evaluation.")
    String[] eval__transform() default {};

    @AttributeDefinition(description = "The names of an epoch's phases, in order.")
    String[] phases() default "train";

    @AttributeDefinition(description = "The operations that make the training view.")
    String[] augment() default {};

    @AttributeDefinition(description = "The pseudo-target strategy, for instance relations(guard=0.1).")
    String targets() default "";

    @AttributeDefinition(description = "The losses and their weights, for instance entropy=3.")
    String[] tasks();

    @AttributeDefinition(min = "1", description = "M, images in a large batch, over which targets are computed.")
    int batch() default 1000;

    @AttributeDefinition(min = "1", description = "Images in a training step.")
    int minibatch() default 32;

    @AttributeDefinition(min = "1", description = "How often each large batch is trained on.")
    int epochs__per__batch() default 1;

    @AttributeDefinition(
            description = "When the training view is drawn: batch (once for a large batch) or step.",
            options = {
                @Option(label = "once for a large batch", value = "batch"),
                @Option(label = "for every step", value = "step")
            })
    String redraw() default "batch";

    @AttributeDefinition(
            min = "1",
            description = "Updates for each minibatch, each with its own draw where redraw=step.")
    int updates__per__minibatch() default 1;

    @AttributeDefinition(
            description =
                    "Whether the last images that do not fill a batch or minibatch are left out; if not, they make a"
                            + " smaller one.")
    boolean drop__last() default true;

    @AttributeDefinition(
            description =
                    "The order of the images in an epoch: shuffled, sequential, or drawn for each large batch on its own.",
            options = {
                @Option(label = "a new one each epoch", value = "shuffled"),
                @Option(label = "as in the data", value = "sequential"),
                @Option(label = "each large batch drawn from all images", value = "drawn")
            })
    String order() default "shuffled";

    @AttributeDefinition(min = "0", description = "Passes over the images after which training ends; 0: no limit.")
    int epochs() default 0;

    @AttributeDefinition(min = "0", description = "Large batches after which training ends; 0: no limit.")
    int max__batches() default 0;

    @AttributeDefinition(min = "0", description = "Large batches between evaluations; 0 evaluates after each epoch.")
    int evaluate() default 0;

    @AttributeDefinition(
            min = "1",
            description =
                    "m1, how many images the network sees at once outside training; it decides memory, not results. With"
                            + " batch_norm=batch it is how many are normalized together, and decides results.")
    int inference__batch() default 200;
}
