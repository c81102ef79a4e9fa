package org.clade.shell.command.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.clade.api.engine.Ceiling;
import org.clade.api.run.BenchmarkSuite;
import org.clade.shell.render.Format;
import org.clade.shell.render.Table;

/**
 * The figures of the suite, as text or as JSON.
 *
 * @param result the figures
 * @param date the day
 * @param version Clade's version
 */
record SuiteResult(BenchmarkSuite.Result result, LocalDate date, String version) {

    private static final MathContext DIGITS = new MathContext(3);

    /** {@return the figures in the form for JSON} */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("date", date.toString());
        fields.put("clade_version", version);
        fields.put("machine", machine());
        fields.put("seconds", result.seconds());
        Ceiling ceiling = result.ceiling();
        Map<String, Object> most = new LinkedHashMap<>();
        most.put("fp32_gflops", ceiling.fp32());
        most.put("bf16_gflops", ceiling.bf16());
        most.put("copy_gigabytes_per_second", ceiling.copy());
        fields.put("ceiling", most);
        fields.put("figures", result.figures().stream().map(SuiteResult::fields).toList());
        fields.put("failures", result.failures());
        return fields;
    }

    private static Map<String, Object> machine() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("platform", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        machine.put("jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        return machine;
    }

    private static Map<String, Object> fields(BenchmarkSuite.Figure figure) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("piece", figure.piece());
        fields.put("name", figure.name());
        fields.put("value", figure.value());
        fields.put("unit", figure.unit());
        fields.put("trials", figure.trials());
        return fields;
    }

    /** {@return a row for each figure, with three digits} */
    Table table() {
        Table table = new Table("PIECE", "WHAT", ">VALUE", "UNIT", ">TRIALS");
        result.figures()
                .forEach(figure -> table.row(
                        figure.piece(), figure.name(), digits(figure.value()), figure.unit(), figure.trials()));
        return table;
    }

    /** {@return the ceiling, and what could not be measured} */
    String sentence() {
        Ceiling ceiling = result.ceiling();
        StringBuilder text = new StringBuilder("Medians. The machine's ceiling: %s GFLOP/s fp32%s, copies %s GB/s."
                .formatted(
                        Format.count(ceiling.fp32()),
                        ceiling.bf16() == 0 ? "" : ", %s bf16".formatted(Format.count(ceiling.bf16())),
                        Format.tenths(ceiling.copy())));
        result.failures().forEach((piece, why) -> text.append(" Not measured: %s. %s".formatted(piece, why)));
        return text.toString();
    }

    private static String digits(double value) {
        return value >= 100
                ? Format.count(value)
                : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
