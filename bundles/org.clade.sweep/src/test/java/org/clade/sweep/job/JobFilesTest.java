package org.clade.sweep.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.clade.api.part.RefusedException;
import org.clade.api.sweep.JobFileRequest;
import org.clade.api.sweep.JobScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFilesTest {

    @TempDir
    private Path folder;

    private static JobSetting setting(JobScheduler scheduler, Path sweep, Path home, String image, String claim) {
        return new JobSetting(
                new JobFileRequest(
                        sweep,
                        scheduler,
                        3,
                        OptionalInt.of(90),
                        OptionalInt.of(8),
                        1,
                        Optional.of("gpu"),
                        Optional.ofNullable(image),
                        Optional.ofNullable(claim)),
                home,
                2,
                Map.of("CLADE_OPTS", "-Dclade.threads=2"));
    }

    @Test
    void slurmStartsAWorkerInEachTaskOfAnArray() throws Exception {
        Path home = Files.createDirectories(folder.resolve("Clade's home/bin")).getParent();
        Path clade = home.resolve("bin/clade");
        Files.writeString(clade, "#!/bin/sh\nprintf '%s\\n' \"$CLADE_OPTS\" \"$@\" > \"$(dirname \"$0\")/called\"\n");
        assertTrue(clade.toFile().setExecutable(true));
        Path sweep = folder.resolve("My 100% sweep");
        String script = new SlurmScript(setting(JobScheduler.SLURM, sweep, home, null, null)).text();
        List<String> lines = script.lines().toList();
        assertEquals("#!/bin/bash", lines.get(0));
        for (String line : List.of(
                "#SBATCH --job-name=clade-my-100-sweep",
                "#SBATCH --array=1-3",
                "#SBATCH --cpus-per-task=2",
                "#SBATCH --time=90",
                "#SBATCH --mem=8G",
                "#SBATCH --gres=gpu:1",
                "#SBATCH --partition=gpu",
                "#SBATCH --output=\"" + folder + "/My 100%% sweep/jobs/%A-%a.txt\"")) {
            assertTrue(lines.contains(line), script);
        }
        assertEquals(0, run(script));
        assertEquals(
                List.of("-Dclade.threads=2", "worker", sweep.toString(), "--leave"),
                Files.readAllLines(home.resolve("bin/called")));
    }

    private int run(String script) throws IOException, InterruptedException {
        Path file = folder.resolve("slurm.sh");
        Files.writeString(file, script);
        return new ProcessBuilder("sh", file.toString()).inheritIO().start().waitFor();
    }

    @Test
    void slurmRunsAnImageWithApptainer() {
        String script = new SlurmScript(
                        setting(JobScheduler.SLURM, Path.of("/data/s"), Path.of("/home/c"), "clade.sif", null))
                .text();
        assertTrue(
                script.endsWith(
                        "exec apptainer exec --nv --bind '/data/s' 'clade.sif' '/opt/clade/bin/clade' 'worker' '/data/s' '--leave'\n"),
                script);
    }

    @Test
    void whatSlurmCannotReadIsRefused() {
        JobSetting setting = setting(JobScheduler.SLURM, Path.of("/a\"b"), Path.of("/c"), null, null);
        assertThrows(RefusedException.class, () -> new SlurmScript(setting).text());
    }

    @Test
    void kubernetesReplacesLostWorkersAndNoFailedOnes() {
        JobObject job = new JobObject(new KubernetesJob(
                        setting(JobScheduler.KUBERNETES, Path.of("/data/s"), Path.of("/home/c"), "clade:1", "work"))
                .text());
        assertEquals("\"batch/v1\"", job.at("apiVersion"));
        assertEquals("\"Job\"", job.at("kind"));
        assertEquals("\"clade-s\"", job.at("metadata", "name"));
        assertEquals("3", job.at("spec", "completions"));
        assertEquals("\"Indexed\"", job.at("spec", "completionMode"));
        assertEquals("5400", job.at("spec", "activeDeadlineSeconds"));
        assertEquals(
                "{\"rules\":[{\"action\":\"FailIndex\",\"onExitCodes\":{\"operator\":\"In\",\"values\":[2,3]}}]}",
                job.at("spec", "podFailurePolicy"));
        assertEquals("\"Never\"", job.at("spec", "template", "spec", "restartPolicy"), "a failure policy needs it");
        String container = job.at("spec", "template", "spec", "containers");
        assertTrue(container.contains("[\"/opt/clade/bin/clade\",\"worker\",\"/data/s\",\"--leave\"]"), container);
        assertTrue(container.contains("\"nvidia.com/gpu\":\"1\""), container);
        assertTrue(container.contains("\"memory\":\"8Gi\""), container);
        assertFalse(container.contains("/home/c"), container);
    }

    private record JobObject(String text) {

        String at(String... keys) {
            JsonObject place = JsonParser.parseString(text).getAsJsonObject();
            for (int i = 0; i < keys.length - 1; i++) {
                place = place.getAsJsonObject(keys[i]);
            }
            return place.get(keys[keys.length - 1]).toString();
        }
    }

    @Test
    void kubernetesNeedsAnImageAndAVolume() {
        Path sweep = Path.of("/data/s");
        JobSetting noImage = setting(JobScheduler.KUBERNETES, sweep, sweep, null, "work");
        JobSetting noClaim = setting(JobScheduler.KUBERNETES, sweep, sweep, "clade:1", null);
        assertTrue(assertThrows(RefusedException.class, () -> new KubernetesJob(noImage).text())
                .getMessage()
                .contains("--image"));
        assertTrue(assertThrows(RefusedException.class, () -> new KubernetesJob(noClaim).text())
                .getMessage()
                .contains("--claim"));
    }

    @Test
    void whatKubernetesCannotMountIsRefused() {
        JobSetting setting = setting(JobScheduler.KUBERNETES, Path.of("/a:b"), Path.of("/c"), "clade:1", "work");
        assertThrows(RefusedException.class, () -> new KubernetesJob(setting).text());
    }
}
