package org.clade.report;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clade.api.evaluation.EvaluationPoint;
import org.clade.engine.torch.TorchEngine;
import org.clade.picture.FakeRun;
import org.clade.picture.NoiseImages;
import org.clade.report.figure.ChartPictures;
import org.clade.report.figure.LabelFeatureSamples;
import org.clade.report.figure.RunFigures;

/** A run's folder without a run: what the network would say is made up, and figures are drawn of it. */
public final class RunFolderFixture {

    private RunFolderFixture() {}

    /**
     * Writes everything that a run leaves before its report.
     *
     * @param folder an empty folder
     * @param images the images
     * @param change what is special about the run
     */
    public static void write(Path folder, NoiseImages images, Consumer<FakeRun> change) {
        try (NDManager manager = TorchEngine.start().newManager(Device.cpu())) {
            FakeRun run = new FakeRun(manager, folder, images);
            change.accept(run);
            LabelFeatureSamples.write(run, new EvaluationPoint(0, 0, 0, true, false, false));
            LabelFeatureSamples.write(run, new EvaluationPoint(1, 4, 40, true, true, true));
            RunFigures.write(run, Solvers.solver()).write(() -> {});
            texts(folder, run, images.labeled());
            ChartPictures.write(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void texts(Path folder, FakeRun run, boolean labeled) throws IOException {
        String scores = labeled ? "\"acc\": 0.5, \"nmi\": 0.25, \"ari\": 0.125, " : "";
        String clusters = IntStream.range(0, run.k)
                .mapToObj(cluster -> "{\"cluster\": %s, \"images\": %s, \"share\": 0.1, \"confidence\": 0.5}"
                        .formatted(
                                cluster,
                                IntStream.of(run.clusters)
                                        .filter(c -> c == cluster)
                                        .count()))
                .collect(Collectors.joining(", "));
        Files.writeString(
                folder.resolve("summary.json"),
                """
                {"variant": "fake", "title": "<script>alert(1)</script>", "method": "Fake", "data": "noise", "protocol": "all",
                 "k": %s, "seed": 1, "images": %s, %s"effective_clusters": 3.0, "mean_confidence": 0.6, "largest_share": 0.4,
                 "warnings": ["A </script><b>warning</b>."], "kmeans": {%s"effective_clusters": 2.0}, "seconds": {"total": 12.5},
                 "left_out": [{"count": 2, "what": ".txt files", "reason": "no images", "examples": ["<i>a.txt"]}],
                 "status": "finished", "clusters": [%s], "clade_version": "0"}
                """
                        .formatted(run.k, run.images(), scores, scores, clusters));
        Files.writeString(
                folder.resolve("metrics.csv"),
                labeled
                        ? "epoch,round,step,acc,nmi,ari,effective_clusters,loss\n0,0,0,0.1,0.1,0.1,8.0,\n1,4,40,0.5,0.2,0.1,3.0,1.5\n"
                        : "epoch,round,step,effective_clusters,loss\n0,0,0,8.0,\n1,4,40,3.0,1.5\n");
        Files.writeString(
                folder.resolve("events.jsonl"),
                "{\"time\":\"2026-01-02T03:04:05.1Z\",\"event\":\"swapped\",\"step\":20,\"new\":\"<u>part</u>\"}\nbroken\n");
        Files.writeString(folder.resolve("assignments.csv"), "image,cluster,confidence,second_cluster\n");
        Files.writeString(folder.resolve("recipe.json"), "{\"name\": \"fake\", \"title\": \"<script>\"}");
        Files.writeString(
                folder.resolve("request.json"),
                "{\"data\": \"my photos/it's\", \"split\": \"ALL\", \"seed\": 1, \"limit\": 0, \"precision\": \"fp32\"}");
        Files.writeString(
                folder.resolve("lock.json"),
                "{\"seed\": 1, \"jvm\": \"17\", \"bundles\": [{\"symbolic_name\": \"a\", \"version\": \"1\", \"sha256\": \"0123456789abcdef\"}]}");
    }
}
