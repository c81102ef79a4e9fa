package org.clade.shell.command.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.clade.api.engine.Ceiling;
import org.clade.api.run.Benchmark;
import org.clade.shell.render.Format;
import org.clade.shell.render.Table;

/**
 * The training speed of a variant, as text or as JSON.
 *
 * @param speeds the measured speeds
 * @param repeats the number of trials behind each median
 */
record SpeedResult(Benchmark.Speeds speeds, int repeats) {

    private static final List<String> ROWS = Stream.concat(
                    Benchmark.STAGES.stream(), Stream.of("evaluate", Benchmark.LOOP))
            .toList();

    /** {@return the speeds in the form for JSON} */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("images_per_second", speeds.imagesPerSecond());
        fields.put("share_of_loop", speeds.shares());
        speeds.peakMegabytes().ifPresent(peak -> fields.put("peak_memory_mb", peak));
        Ceiling ceiling = speeds.ceiling();
        fields.put(
                "ceiling",
                Map.of(
                        "fp32_gflops", ceiling.fp32(),
                        "bf16_gflops", ceiling.bf16(),
                        "copy_gigabytes_per_second", ceiling.copy()));
        return fields;
    }

    /** {@return the stages, each with its rate in each precision} */
    Table table() {
        List<String> head = new ArrayList<>(List.of("IMAGES PER SECOND"));
        speeds.imagesPerSecond()
                .keySet()
                .forEach(precision -> head.addAll(List.of(">" + precision.toUpperCase(Locale.ROOT), ">OF LOOP")));
        Table table = new Table(head.toArray(String[]::new));
        for (String stage : ROWS) {
            List<Object> row = new ArrayList<>(List.of(stage));
            speeds.imagesPerSecond().forEach((precision, rate) -> {
                row.add(rate.containsKey(stage) ? Format.count(rate.get(stage)) : "");
                row.add(percent(speeds.shares().get(precision).get(stage)));
            });
            if (speeds.imagesPerSecond().values().stream().anyMatch(rate -> rate.containsKey(stage))) {
                table.row(row.toArray());
            }
        }
        return table;
    }

    /** {@return an explanation of the numbers, and the ceiling} */
    String sentence() {
        Ceiling ceiling = speeds.ceiling();
        OptionalLong peak = speeds.peakMegabytes();
        return "Medians of %s; the whole loop is without evaluation.%s The machine's ceiling in the same minute: %s GFLOP/s fp32%s, copies %s GB/s."
                .formatted(
                        repeats,
                        peak.isPresent() ? " Peak memory %s MiB.".formatted(Format.count(peak.getAsLong())) : "",
                        Format.count(ceiling.fp32()),
                        ceiling.bf16() == 0 ? "" : ", %s bf16".formatted(Format.count(ceiling.bf16())),
                        Format.tenths(ceiling.copy()));
    }

    private static String percent(Double share) {
        return share == null ? "" : Format.tenths(100 * share) + "%";
    }
}
