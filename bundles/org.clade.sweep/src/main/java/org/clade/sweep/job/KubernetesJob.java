package org.clade.sweep.job;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.clade.api.part.RefusedException;
import org.clade.api.sweep.JobFileRequest;

/**
 * An Indexed Job for Kubernetes as JSON, which {@code kubectl create -f} reads. Each index is a worker; one that was lost is replaced up to
 * ten times, and one that ended with failed or refused trials is not. A pod that must go has two minutes for its checkpoint.
 *
 * @param setting what it starts
 */
public record KubernetesJob(JobSetting setting) {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final String VOLUME = "sweep";
    private static final int MOST_LOST = 10;
    private static final int SECONDS_TO_END = 120;
    private static final int REFUSED = 2;
    private static final int SOME_FAILED = 3;
    private static final int SECONDS = 60;

    /** {@return the manifest} */
    public String text() {
        Path folder = setting.request().folder();
        if (folder.toString().contains(":")) {
            throw new RefusedException(
                    "Kubernetes cannot mount a volume at %s; take a folder without a colon.".formatted(folder));
        }
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("apiVersion", "batch/v1");
        manifest.put("kind", "Job");
        manifest.put("metadata", Map.of("name", setting.name()));
        manifest.put("spec", job());
        return GSON.toJson(manifest) + "\n";
    }

    private Map<String, Object> job() {
        JobFileRequest request = setting.request();
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("completionMode", "Indexed");
        job.put("completions", request.workers());
        job.put("parallelism", request.workers());
        job.put("backoffLimitPerIndex", MOST_LOST);
        job.put(
                "podFailurePolicy",
                Map.of(
                        "rules",
                        List.of(new TreeMap<>(Map.of(
                                "action",
                                "FailIndex",
                                "onExitCodes",
                                new TreeMap<>(Map.of("operator", "In", "values", List.of(REFUSED, SOME_FAILED))))))));
        request.minutes().ifPresent(minutes -> job.put("activeDeadlineSeconds", minutes * SECONDS));
        job.put("template", Map.of("spec", pod()));
        return job;
    }

    private Map<String, Object> pod() {
        Map<String, Object> pod = new LinkedHashMap<>();
        pod.put("restartPolicy", "Never");
        pod.put("terminationGracePeriodSeconds", SECONDS_TO_END);
        pod.put("containers", List.of(container()));
        pod.put(
                "volumes",
                List.of(new TreeMap<>(Map.of(
                        "name",
                        VOLUME,
                        "persistentVolumeClaim",
                        Map.of("claimName", needed(setting.request().claim(), "--claim"))))));
        return pod;
    }

    private Map<String, Object> container() {
        JobFileRequest request = setting.request();
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("name", "clade");
        container.put("image", needed(request.image(), "--image"));
        container.put("command", setting.command());
        container.put(
                "env",
                setting.environment().entrySet().stream()
                        .map(each -> new TreeMap<>(Map.of("name", each.getKey(), "value", each.getValue())))
                        .toList());
        Map<String, Object> amounts = new LinkedHashMap<>();
        amounts.put("cpu", String.valueOf(setting.threads()));
        request.gigabytes().ifPresent(gigabytes -> amounts.put("memory", gigabytes + "Gi"));
        if (request.gpus() > 0) {
            amounts.put("nvidia.com/gpu", String.valueOf(request.gpus()));
        }
        container.put("resources", new TreeMap<>(Map.of("requests", amounts, "limits", amounts)));
        container.put(
                "volumeMounts",
                List.of(new TreeMap<>(
                        Map.of("name", VOLUME, "mountPath", request.folder().toString()))));
        return container;
    }

    private static String needed(Optional<String> value, String option) {
        return value.orElseThrow(() -> new RefusedException(
                "Kubernetes needs %s; give an image with the product in %s (--image) and the persistent volume claim that holds the folder of the sweep (--claim)."
                        .formatted(option, JobSetting.IN_IMAGE)));
    }
}
