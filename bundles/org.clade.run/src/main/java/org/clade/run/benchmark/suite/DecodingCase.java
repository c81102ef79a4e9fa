package org.clade.run.benchmark.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.clade.api.data.DataService;
import org.clade.api.data.Split;
import org.clade.api.run.BenchmarkSuite.Figure;
import org.clade.base.picture.MadePhotograph;

/** From JPEG files to 96×96 pixels: small files, and photographs of 12 megapixels. */
final class DecodingCase implements SuiteCase {

    private static final int SIDE = 96;

    private final DataService data;

    /**
     * The case.
     *
     * @param data reads the files
     */
    DecodingCase(DataService data) {
        this.data = data;
    }

    @Override
    public String piece() {
        return "decoding";
    }

    @Override
    public List<Figure> measure(Path folder, Duration time) throws Exception {
        return List.of(
                rate(folder, "JPEG of 96×96", SIDE, SIDE, 400, time.dividedBy(2)),
                rate(folder, "JPEG of 4000×3000", 4000, 3000, 2, time.dividedBy(2)));
    }

    private Figure rate(Path folder, String name, int width, int height, int count, Duration time) throws Exception {
        List<Double> rates = new ArrayList<>();
        Path made = folder.resolve(name + ".jpg");
        MadePhotograph.write(width, height, made);
        byte[] file = Files.readAllBytes(made);
        for (double seconds : Trials.within(time, () -> {
            Path files = files(folder, file, count); // new each time, so that no cache knows them
            return ProcessorTime.seconds(
                    () -> data.open(files.toString(), Split.ALL).read(SIDE, SIDE, read -> {}));
        })) {
            rates.add(count / seconds);
        }
        return Trials.median(piece(), name, rates, "images/CPU s");
    }

    private static Path files(Path folder, byte[] file, int count) throws IOException {
        Path files = Files.createTempDirectory(folder, "jpeg");
        for (int i = 0; i < count; i++) {
            Files.write(files.resolve(i + ".jpg"), file);
        }
        return files;
    }
}
