package org.clade.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.schedule.LearningRateSchedule;
import org.clade.api.training.TrainingProgress;
import org.clade.golden.Golden;
import org.clade.testkit.RateScheduleContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateSchedulesTest {

    @Nested
    class Constant implements RateScheduleContract {

        @Override
        public LearningRateSchedule part() {
            return new ConstantRate();
        }
    }

    @Nested
    class Steps implements RateScheduleContract {

        @Override
        public LearningRateSchedule part() {
            return new StepRate();
        }

        @Override
        public List<String> settings() {
            return List.of("", "milestones=30+60, gamma=0.2", "milestones=3");
        }

        @ParameterizedTest
        @CsvSource({
            "mmdc_reference_decayEpoch_300, 'milestones=300, gamma=0.2'",
            "mmdc_paper_decayEpoch_350, 'milestones=350, gamma=0.2'",
            "mmdc_mnist_decayEpoch_40, ''"
        })
        void agreeWithTheReference(String name, String settings) {
            follow(name, part(), settings);
        }

        @Test
        void mayBeSeveral() {
            Settings settings = Settings.of(part(), "milestones=30+60, gamma=0.5");
            assertEquals(1, part().factor(29, 0, settings));
            assertEquals(0.5, part().factor(30, 0, settings));
            assertEquals(0.5, part().factor(59, 0, settings));
            assertEquals(0.25, part().factor(60, 0, settings));
        }

        @ParameterizedTest
        @ValueSource(strings = {"milestones=soon", "milestones=30+", "milestones=-1", "milestones=1.5"})
        void otherWordsAreRefused(String settings) {
            RefusedException refused =
                    assertThrows(RefusedException.class, () -> part().factor(0, 10, Settings.of(part(), settings)));
            assertTrue(refused.getMessage().contains("30+60"), refused.getMessage());
        }
    }

    @Nested
    class Cosine implements RateScheduleContract {

        @Override
        public LearningRateSchedule part() {
            return new CosineRate();
        }

        @Test
        void agreesWithTheReference() {
            follow("linear_probe_cosine", part(), "");
        }

        @Test
        void endsAtNothing() {
            assertEquals(0, part().factor(100, 100, Settings.of(part(), "")));
            assertEquals(0, part().factor(105, 100, Settings.of(part(), "")));
        }
    }

    @Nested
    class WarmupCosine implements RateScheduleContract {

        @Override
        public LearningRateSchedule part() {
            return new WarmupCosineRate();
        }

        @Override
        public List<String> settings() {
            return List.of("", "warmup=3, end=0.1", "warmup=0", "warmup=1, end=1");
        }

        @ParameterizedTest
        @CsvSource({"lr_readme, min_lr_readme", "lr_default_min, min_lr_default"})
        void agreesWithTheReference(String name, String least) {
            Golden golden = Golden.load("temi_schedules");
            int epochs = (int) golden.number("params.epochs");
            int steps = (int) golden.number("params.steps_per_epoch");
            double rate = golden.number("params.lr");
            Settings settings = Settings.of(
                    part(),
                    "warmup=%s, end=%s"
                            .formatted(
                                    (int) golden.number("params.warmup_epochs"),
                                    golden.number("params." + least) / rate));
            golden.check(
                    "expected." + name,
                    IntStream.range(0, epochs * steps)
                            .mapToDouble(step -> rate
                                    * golden.number("params.batch")
                                    / 256
                                    * part().factor(new TrainingProgress(step, steps, epochs), settings))
                            .toArray());
            double[] decay = golden.numbers("expected.weight_decay");
            assertTrue(Arrays.stream(decay).allMatch(each -> each == decay[0]), "a decay that changes");
        }

        @Test
        void needsEpochsUnlessItStaysConstant() {
            Settings falling = Settings.of(part(), "warmup=1");
            assertThrows(RefusedException.class, () -> part().factor(5, 0, falling));
            assertEquals(1, part().factor(5, 0, Settings.of(part(), "warmup=1, end=1")));
        }
    }

    private static void follow(String name, LearningRateSchedule schedule, String inside) {
        Golden golden = Golden.load("optim_lr_schedules");
        String path = "expected." + name;
        Settings settings = Settings.of(schedule, inside);
        double rate = golden.number(path + ".lr");
        int epochs = (int) golden.number(path + ".epochs");
        golden.check(
                path + ".table",
                IntStream.range(0, epochs)
                        .mapToDouble(epoch -> rate * schedule.factor(epoch, epochs, settings))
                        .toArray());
    }
}
