package org.clade.shell.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.clade.api.run.RunProgress;
import org.clade.shell.render.Format;

/** The pieces of a line about progress. */
final class ProgressText {

    private ProgressText() {}

    /** {@return the position: {@code training, epoch 3/20, batch 41/120, 12/250 steps}} */
    static String place(RunProgress progress) {
        StringBuilder place = new StringBuilder(progress.stage());
        if (progress.epoch() > 0) {
            place.append(", epoch ").append(of(progress.epoch(), progress.epochs()));
        }
        if (progress.round() > 0) {
            place.append(", batch ").append(of(progress.round(), progress.rounds()));
        }
        RunProgress.Count count = progress.count();
        if (count.total() > 0) {
            place.append(", ")
                    .append(Format.count(count.done()))
                    .append('/')
                    .append(Format.count(count.total()))
                    .append(' ')
                    .append(count.unit());
        }
        return place.toString();
    }

    /** {@return the share in percent} */
    static String percent(RunProgress progress) {
        return String.format(Locale.ROOT, "%3.0f%%", 100 * Math.max(0, Math.min(1, progress.share())));
    }

    /** {@return the latest scores: {@code acc 0.512 nmi 0.481}; without labels the number of effective clusters} */
    static String scores(RunProgress progress) {
        List<String> scores = new ArrayList<>();
        for (String name : List.of("acc", "nmi", "ari")) {
            Double score = progress.latest().get(name);
            if (score != null && Double.isFinite(score)) {
                scores.add(name + " " + Format.score(score));
            }
        }
        Double clusters = progress.latest().get("effective_clusters");
        if (scores.isEmpty() && clusters != null && Double.isFinite(clusters)) {
            scores.add(Format.tenths(clusters) + " effective clusters");
        }
        if (!scores.isEmpty() && !progress.basis().isEmpty()) {
            scores.add("(" + progress.basis() + ")");
        }
        return String.join(" ", scores);
    }

    /** {@return images per second; empty while unknown} */
    static String speed(RunProgress progress) {
        return progress.imagesPerSecond() > 0 ? Format.count(progress.imagesPerSecond()) + " images/s" : "";
    }

    /** {@return whether the end is known} */
    static boolean endKnown(RunProgress progress) {
        return progress.remaining() >= 0 && Double.isFinite(progress.remaining());
    }

    private static String of(int done, int all) {
        return all > 0 ? done + "/" + all : Integer.toString(done);
    }
}
