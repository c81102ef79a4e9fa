package org.clade.sweep.trial;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.commons.codec.digest.DigestUtils;
import org.clade.api.members.MembersReport;
import org.clade.api.members.WorkItem;
import org.clade.api.members.WorkQueue;
import org.clade.api.sweep.SweepListener;
import org.clade.sweep.state.Manifest;
import org.clade.sweep.state.SweepFolder;
import org.clade.sweep.state.Trial;
import org.clade.sweep.state.TrialState;

/**
 * Hands trials to the members of a cluster. The name of a trial there is the same for every attempt of this folder, so a result that came
 * while no one here waited for it is taken, and a trial that is trained already is not trained again.
 */
public final class MemberLauncher implements TrialLauncher {

    private static final String METRICS = "metrics.jsonl";
    private static final int LETTERS = 8;

    private final SweepFolder folder;
    private final WorkQueue queue;
    private final String job;
    private final String title;
    private final Map<String, MemberProcess> processes = new LinkedHashMap<>();
    private final Queue<Map.Entry<String, String>> rows = new ConcurrentLinkedQueue<>();
    private MembersReport.JobReport told;

    /**
     * A launcher.
     *
     * @param folder the sweep
     * @param queue the cluster
     */
    public MemberLauncher(SweepFolder folder, WorkQueue queue) {
        this.folder = folder;
        this.queue = queue;
        Path path = folder.path();
        String name = path.getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "-");
        job = name + "-" + DigestUtils.sha256Hex(path + "\n" + content(path)).substring(0, LETTERS);
        title = "sweep " + name;
        queue.rows((item, row) -> rows.add(Map.entry(item, row)));
    }

    private static String content(Path sweep) {
        try {
            return Files.readString(sweep.resolve(Manifest.NAME));
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public Process run(Trial trial, Path recipe, Path attempt, int threads) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "run",
                WorkItem.FOLDER + "/recipe.json",
                "--data",
                trial.data(),
                "--seed",
                String.valueOf(trial.seed())));
        command.addAll(trial.options());
        command.addAll(List.of("--no-baseline", "--out", WorkItem.FOLDER + "/out"));
        WorkItem item = new WorkItem(
                job + "/" + trial.id(),
                "%s %s, seed %s".formatted(trial.id(), trial.name(), trial.seed()),
                command,
                Map.of("recipe.json", Files.readString(recipe)),
                Map.of(),
                "out",
                METRICS,
                threads);
        queue.submit(item);
        MemberProcess process = new MemberProcess(queue, item, attempt);
        processes.put(trial.id(), process);
        return process;
    }

    @Override
    public boolean resumes() {
        return false;
    }

    @Override
    public Process resume(Path run, Path attempt, int threads) {
        throw new UnsupportedOperationException("Members begin every attempt again");
    }

    @Override
    public void look(List<TrialState> states, SweepListener listener) {
        for (Map.Entry<String, String> row = rows.poll(); row != null; row = rows.poll()) {
            Map.Entry<String, String> next = row;
            states.stream()
                    .filter(state ->
                            next.getKey().equals(job + "/" + state.trial().id()))
                    .findFirst()
                    .ifPresent(state -> measured(state, next.getValue(), listener));
        }
        tell(states);
    }

    private void measured(TrialState state, String row, SweepListener listener) {
        MemberProcess process = processes.get(state.trial().id());
        if (process == null || state.ended()) {
            return;
        }
        try {
            Map<String, Double> metrics = new LinkedHashMap<>();
            JsonObject fields = JsonParser.parseString(row).getAsJsonObject();
            for (Map.Entry<String, JsonElement> field : fields.entrySet()) {
                if (field.getValue().isJsonPrimitive()
                        && field.getValue().getAsJsonPrimitive().isNumber()) {
                    metrics.put(field.getKey(), field.getValue().getAsDouble());
                }
            }
            Files.createDirectories(process.attempt());
            Files.writeString(
                    process.attempt().resolve(METRICS),
                    row + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            listener.measured(SweepReports.of(folder, state), metrics);
        } catch (IOException | JsonParseException | IllegalStateException e) {
            return; // the run folder has all rows in the end
        }
    }

    private void tell(List<TrialState> states) {
        int done = (int)
                states.stream().filter(state -> state.result().isPresent()).count();
        int failed = (int) states.stream().filter(TrialState::failed).count();
        int running = (int)
                states.stream().filter(state -> state.active().isPresent()).count();
        MembersReport.JobReport now =
                new MembersReport.JobReport(title, states.size() - done - failed - running, running, done, failed);
        if (!now.equals(told)) {
            told = now;
            queue.tell(job, now);
        }
        if (states.stream().allMatch(TrialState::ended)) {
            queue.forget(job);
        }
    }
}
