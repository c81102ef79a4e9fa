package org.clade.variant.recipe;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The keys of a variant, for Metatype: every key's type, default and one sentence. */
@ObjectClassDefinition(
        name = "Variant",
        description = "A clustering method or an ablation of it, made of parts. Keys of a phase may be written"
                + " <phase>.<key> where a variant has several phases.")
public @interface VariantConfiguration {

    @AttributeDefinition(description = "One line for people.")
    String title() default "";

    @AttributeDefinition(description = "The method it belongs to, for instance GATCluster.")
    String method() default "own";

    @AttributeDefinition(description = "reference (the released code), paper (the literal text) or own.")
    String reading() default "own";

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
    String rate() default "constant";

    @AttributeDefinition(
            description =
                    "What batch normalisation uses for targets and evaluation: its running statistics, or those of"
                            + " the batch (then of subbatch images, well mixed).",
            options = {
                @Option(label = "running statistics", value = "running"),
                @Option(label = "the batch's own", value = "batch")
            })
    String statistics() default "running";

    @AttributeDefinition(description = "The operations that make the view for targets and evaluation.")
    String[] clean() default {};

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
    int passes() default 1;

    @AttributeDefinition(
            description = "When the training view is drawn: batch (once for a large batch) or step.",
            options = {
                @Option(label = "once for a large batch", value = "batch"),
                @Option(label = "for every step", value = "step")
            })
    String views() default "batch";

    @AttributeDefinition(
            min = "1",
            description = "Updates for each minibatch, each with its own draw where views=step.")
    int repeats() default 1;

    @AttributeDefinition(
            description = "The last images that do not fill a batch or minibatch: drop or keep.",
            options = {@Option(label = "left out", value = "drop"), @Option(label = "a smaller batch", value = "keep")})
    String rest() default "drop";

    @AttributeDefinition(
            description = "The order of the images in an epoch: shuffled or sequential.",
            options = {
                @Option(label = "a new one each epoch", value = "shuffled"),
                @Option(label = "as in the data", value = "sequential")
            })
    String order() default "shuffled";

    @AttributeDefinition(min = "0", description = "Passes over the images after which training ends; 0: no limit.")
    int epochs() default 0;

    @AttributeDefinition(min = "0", description = "Large batches after which training ends; 0: no limit.")
    int rounds() default 0;

    @AttributeDefinition(min = "0", description = "Rounds between evaluations; 0 evaluates after each epoch.")
    int evaluate() default 0;

    @AttributeDefinition(
            min = "1",
            description =
                    "m1, how many images the network sees at once outside training; it decides memory, not results. With"
                            + " statistics=batch it is how many are normalised together, and decides results.")
    int subbatch() default 200;
}
