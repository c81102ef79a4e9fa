package org.clade.sweep.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.clade.api.sweep.JobFileRequest;

/**
 * What every scheduler is told.
 *
 * @param request what is asked for, with an absolute folder
 * @param home the folder of the product
 * @param threads threads of a trial
 * @param environment variables that workers need, such as {@code CLADE_DATA}
 */
public record JobSetting(JobFileRequest request, Path home, int threads, Map<String, String> environment) {

    /** Where images of containers have the product. */
    static final String IN_IMAGE = "/opt/clade";

    private static final int LONGEST_NAME = 50;

    /** {@return the command of a worker} */
    List<String> command() {
        String product = request.image().isPresent() ? IN_IMAGE : home.toString();
        return List.of(product + "/bin/clade", "worker", request.folder().toString(), "--leave");
    }

    /** {@return a name for the job: letters a to z, digits and dashes, at most 56} */
    String name() {
        String name = String.valueOf(request.folder().getFileName())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String begin = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
        return ("clade-" + begin).replaceAll("-$", "");
    }
}
