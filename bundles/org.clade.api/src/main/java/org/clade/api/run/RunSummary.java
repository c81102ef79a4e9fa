package org.clade.api.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.clade.api.data.DatasetNotes;
import org.clade.api.metric.ClusterScores;

/**
 * The result of a run, in {@code summary.json}.
 *
 * @param setup the variant, the data and the machine
 * @param images how many images it had; empty if it ended before it opened them
 * @param parameters the number of trainable weights; empty if the run ended before it built the network
 * @param kmeans k-means on the pixels of the same images, if requested
 * @param kmeansHistogram k-means on color histograms of the same images, if requested and if the images have colors
 * @param edited the parts that were replaced during the run
 * @param warnings the warnings to the user
 * @param training the evaluations; all fields are empty if there was none
 * @param speed times and speeds
 * @param status its last state
 * @param outcome how it ended
 * @param clusters the sizes of the clusters at the last evaluation
 * @param failure what went wrong, in one sentence
 */
public record RunSummary(
        Setup setup,
        OptionalInt images,
        OptionalLong parameters,
        Optional<PixelScores> kmeans,
        Optional<PixelScores> kmeansHistogram,
        List<Edit> edited,
        List<String> warnings,
        Training training,
        Speed speed,
        RunState status,
        RunOutcome outcome,
        List<ClusterSize> clusters,
        Optional<String> failure) {

    /** Copies the lists. */
    public RunSummary {
        edited = List.copyOf(edited);
        warnings = List.copyOf(warnings);
        clusters = List.copyOf(clusters);
    }

    /** A result without color histograms; the parameters are those of the record. */
    public RunSummary(
            Setup setup,
            OptionalInt images,
            OptionalLong parameters,
            Optional<PixelScores> kmeans,
            List<Edit> edited,
            List<String> warnings,
            Training training,
            Speed speed,
            RunState status,
            RunOutcome outcome,
            List<ClusterSize> clusters,
            Optional<String> failure) {
        this(
                setup,
                images,
                parameters,
                kmeans,
                Optional.empty(),
                edited,
                warnings,
                training,
                speed,
                status,
                outcome,
                clusters,
                failure);
    }

    /**
     * The variant, the data and the machine of a run.
     *
     * @param variant the variant's name
     * @param title the variant's title
     * @param method its method
     * @param reading which reading of the paper the recipe follows
     * @param data the data set's name
     * @param protocol which of its images, in words
     * @param notes notes on the data set
     * @param k the number of clusters
     * @param seed decides everything random
     * @param precision the precision of the network
     * @param device where it computed, {@code cpu} or {@code gpu:n}
     * @param engine the tensor engine
     * @param threads threads of the tensor engine
     * @param cladeVersion the version of Clade
     */
    public record Setup(
            String variant,
            String title,
            String method,
            String reading,
            String data,
            String protocol,
            DatasetNotes notes,
            int k,
            long seed,
            String precision,
            String device,
            String engine,
            int threads,
            String cladeVersion) {}

    /**
     * A part that was replaced while the run trained.
     *
     * @param time when, ISO 8601
     * @param round large batches done then
     * @param step training steps done then
     * @param epoch epochs done then
     * @param kind the kind of part
     * @param phases where the part is used: phases, or {@code clean}
     * @param old the old part as the recipe wrote it
     * @param by the new part as the recipe writes it
     * @param oldBundle the bundle of the old part
     * @param oldVersion the version of that bundle
     * @param oldSha256 the checksum of that bundle's jar; empty if the part has no bundle
     * @param bundle the bundle of the new part
     * @param version the version of that bundle
     * @param sha256 the checksum of that bundle's jar; empty if the part has no bundle
     * @param cause {@code part:swap}, or {@code bundle} if its bundle was updated or replaced
     * @param state {@code on trial}, {@code kept} or {@code rolled back}
     */
    public record Edit(
            String time,
            int round,
            long step,
            int epoch,
            String kind,
            List<String> phases,
            String old,
            String by,
            String oldBundle,
            String oldVersion,
            String oldSha256,
            String bundle,
            String version,
            String sha256,
            String cause,
            String state) {}

    /**
     * How the evaluations went.
     *
     * @param epochs epochs done at the last evaluation; empty, like all other fields, if there was no evaluation
     * @param rounds large batches done at the last evaluation
     * @param steps training steps done at the last evaluation
     * @param scores the scores of the last evaluation
     * @param best the evaluation with the highest accuracy; empty if the images have no labels
     * @param last the last evaluation
     * @param untrained the evaluation before training
     * @param collapsed whether the clusters had collapsed at the last evaluation; empty if that was before training
     * @param collapse what the collapse means and what usually helps
     */
    public record Training(
            OptionalInt epochs,
            OptionalInt rounds,
            OptionalLong steps,
            ClusterScores scores,
            Optional<Evaluated> best,
            Optional<Evaluated> last,
            Optional<Evaluated> untrained,
            Optional<Boolean> collapsed,
            Optional<String> collapse) {

        /** No evaluation. */
        public static final Training NONE = new Training(
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                ClusterScores.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * One evaluation.
     *
     * @param epoch epochs done then
     * @param round large batches done then
     * @param step training steps done then
     * @param scores its scores
     * @param selectedBy the criterion that made it the best one; empty for others
     */
    public record Evaluated(int epoch, int round, long step, ClusterScores scores, Optional<String> selectedBy) {}

    /**
     * The size of one cluster.
     *
     * @param cluster its number, from 0
     * @param images how many images it has
     * @param share its share of all images, 0 to 1
     * @param confidence the mean confidence of its images; empty if it has no images
     */
    public record ClusterSize(int cluster, int images, double share, OptionalDouble confidence) {}

    /**
     * The result of k-means on the pixels of a run's images.
     *
     * @param scores its scores
     * @param images how many images were clustered
     * @param of how many images the run has
     * @param protocol how it was done, in words
     */
    public record PixelScores(ClusterScores scores, int images, int of, String protocol) {

        private static final String ON = " on ";

        /** {@return what was clustered, as the protocol says it: {@code pixels}, {@code the vectors of 384 values}} */
        public String clustered() {
            return clustered(protocol);
        }

        /** {@return what was clustered, by a protocol; pixels if it does not say} */
        public static String clustered(String protocol) {
            int from = protocol.indexOf(ON);
            return from < 0 ? "pixels" : protocol.substring(from + ON.length()).split(",", 2)[0];
        }
    }

    /**
     * Times and speeds.
     *
     * @param seconds by stage
     * @param imagesPerSecond trained images per second of the whole loop without evaluation
     * @param imagesPerSecondByStage images per second of each stage that ran
     * @param peakMemoryMb the peak memory of the process, in MiB, if the system reports it
     */
    public record Speed(
            Seconds seconds,
            double imagesPerSecond,
            Map<String, Double> imagesPerSecondByStage,
            OptionalLong peakMemoryMb) {

        /** Copies the speeds and keeps their order. */
        public Speed {
            imagesPerSecondByStage = Collections.unmodifiableMap(new LinkedHashMap<>(imagesPerSecondByStage));
        }
    }

    /**
     * Seconds by stage.
     *
     * @param total from the start of the run to its end, over all its processes
     * @param targets the network processes clean images
     * @param augment operations make the training view
     * @param train forward, backward, update
     * @param assign the strategy makes targets
     * @param evaluate the run assigns and scores all images
     */
    public record Seconds(double total, double targets, double augment, double train, double assign, double evaluate) {}

    /** {@return a score of the last evaluation, as {@link ClusterScores#get} returns it} */
    public OptionalDouble score(String metric) {
        return training.scores().get(metric);
    }

    /** {@return whether the clusters had collapsed at the last evaluation after training began} */
    public boolean collapsed() {
        return training.collapsed().orElse(false);
    }
}
