package org.clade.task.temi;

import ai.djl.nn.Block;
import java.util.List;
import org.clade.api.head.Head;
import org.clade.api.head.HeadRequest;
import org.clade.api.head.ProvidesHead;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.osgi.service.component.annotations.Component;

/**
 * TEMI's heads: several students on the same features, each with a teacher that follows it by momentum.
 *
 * <p>Formula of a head: linear to {@code hidden}, GELU (exact), linear to {@code bottleneck}, division by the length of the row, and
 * W without bias, whose rows are g · v / ‖v‖. Log-probabilities are logarithms of softmax(logits / temperature). Linear weights start
 * normal with standard deviation 0.02, biases at 0, v uniform in ±1/√bottleneck, g at 1; a teacher starts as a copy of its student.
 *
 * <p>After each step, teacher ← m · teacher + (1 - m) · student; m goes from {@code momentum} to {@code momentum_end} along half a
 * cosine over the run. In the first {@code freeze} epochs the last layer gets no gradient; with the optimizer's {@code idle=rest} it takes
 * no step then.
 *
 * <p>Shapes: N×C×H×W features, flattened, to N×K probabilities of the best head and N×(H·K) log-probabilities of all students and of
 * all teachers. Outside training the teacher of the best head decides an image's cluster; in training, the probabilities are those of its
 * student. The targets {@code neighbors} choose the best head by its loss; without them it is the first.
 *
 * <p>Source: Adaloglou et al., TEMI, BMVC 2023, released code with the options of its README.
 */
@Component
@ProvidesHead(
        id = "student-teacher",
        summary = "Several students, each with a momentum teacher; the teacher of the best head decides (TEMI).")
public final class StudentTeacherHead implements Head {

    static final Option<Integer> HEADS = Option.integer("heads", 16, 1, 1000, "Number of heads.");

    static final Option<Integer> HIDDEN = Option.integer("hidden", 512, 1, 99_999, "Width after the first layer.");

    static final Option<Integer> BOTTLENECK =
            Option.integer("bottleneck", 256, 1, 99_999, "Width after the second layer.");

    static final Option<Double> TEMPERATURE =
            Option.number("temperature", 0.1, 1e-3, 100, "Divides the students' logits.");

    static final Option<Double> TEACHER_TEMPERATURE =
            Option.number("teacher_temperature", 0.1, 1e-3, 100, "Divides the teachers' logits after the warm-up.");

    static final Option<Double> TEACHER_START = Option.number(
            "teacher_temperature_start", 0.1, 1e-3, 100, "Divides the teachers' logits at the start of the warm-up.");

    static final Option<Integer> TEACHER_WARMUP = Option.integer(
            "teacher_warmup", 30, 0, 999_999, "Epochs in which that temperature goes from its start to its end.");

    static final Option<Double> MOMENTUM =
            Option.number("momentum", 0.996, 0, 1, "The part of the teacher that a step keeps, at the start.");

    static final Option<Double> MOMENTUM_END = Option.number(
            "momentum_end", 0.996, 0, 1, "The same at the end of the run; 1 is the default of the released code.");

    static final Option<Integer> FREEZE =
            Option.integer("freeze", 1, 0, 999_999, "First epochs in which the last layer gets no gradient.");

    @Override
    public List<Option<?>> options() {
        return List.of(
                HEADS,
                HIDDEN,
                BOTTLENECK,
                TEMPERATURE,
                TEACHER_TEMPERATURE,
                TEACHER_START,
                TEACHER_WARMUP,
                MOMENTUM,
                MOMENTUM_END,
                FREEZE);
    }

    @Override
    public List<Signal> emits(HeadRequest request) {
        return List.of(Signal.PROBABILITIES, Signal.STUDENT_LOG_PROBABILITIES, Signal.TEACHER_LOG_PROBABILITIES);
    }

    @Override
    public Block build(HeadRequest request) {
        if (request.attended()) {
            throw new RefusedException("The head student-teacher reads only features, but there is an attention map;"
                    + " choose attention=identity or the head mlp.");
        }
        Settings settings = request.settings();
        return new StudentTeacherBlock(
                new HeadSizes(settings.get(HEADS), settings.get(HIDDEN), settings.get(BOTTLENECK), request.clusters()),
                settings.get(TEMPERATURE),
                new TeacherPlan(
                        settings.get(MOMENTUM),
                        settings.get(MOMENTUM_END),
                        settings.get(TEACHER_START),
                        settings.get(TEACHER_TEMPERATURE),
                        settings.get(TEACHER_WARMUP),
                        settings.get(FREEZE)));
    }
}
