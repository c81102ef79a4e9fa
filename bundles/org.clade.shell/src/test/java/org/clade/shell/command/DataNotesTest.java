package org.clade.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.clade.api.baseline.BaselineService;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetNote;
import org.clade.api.data.FileChecksum;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;
import org.clade.api.metric.ClusterScores;
import org.clade.shell.CommandLineProbe;
import org.clade.shell.FakeBaselines;
import org.clade.shell.FakeServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command that reads a data set reports what it leaves out, and leaves out damaged files on demand. */
class DataNotesTest {

    private final List<String> opened = new ArrayList<>();
    private List<FileChecksum> checksums = List.of();
    private final CommandLineProbe line = CommandLineProbe.batch(new FakeServices()
            .with(DataService.class, new Photos())
            .with(BaselineService.class, new FakeBaselines(new Photos(), ClusterScores.NONE)));

    @Test
    void peopleReadWhatIsLeftOut() {
        for (String command : List.of("data:check", "data:info")) {
            String out = line.run(command, "photos").out().replaceAll("\\s+", " ");
            assertTrue(out.contains("left out 3 .heic files (not a supported image format)"), out);
            assertTrue(out.contains("doubtful 2 images of 16 bits (few levels)"), out);
        }
        String out = line.run("baseline", "kmeans", "--data", "photos", "--k", "1", "--size", "2")
                .out();
        assertTrue(out.contains("3 .heic files"), out);
    }

    @Test
    void programsReadWhatIsLeftOut() {
        for (String[] command : List.of(
                new String[] {"data:check", "photos", "--json"},
                new String[] {"data:info", "photos", "--json"},
                new String[] {"baseline", "kmeans", "--data", "photos", "--k", "1", "--size", "2", "--json"})) {
            JsonObject left = line.run(command)
                    .json()
                    .getAsJsonObject()
                    .getAsJsonArray("left_out")
                    .get(0)
                    .getAsJsonObject();
            assertEquals(3, left.get("count").getAsInt());
            assertEquals(".heic files", left.get("what").getAsString());
            assertEquals("a.heic", left.getAsJsonArray("examples").get(0).getAsString());
        }
    }

    @Test
    void damagedFilesAreLeftOutByTheReadersOption() {
        line.run("data:check", "photos", "--skip-damaged");
        line.run("data:info", "photos(set=a)", "--skip-damaged");
        line.run("baseline", "kmeans", "--data", "photos", "--k", "1", "--size", "2", "--skip-damaged");
        assertEquals(
                List.of("photos(skip_damaged=on)", "photos(set=a, skip_damaged=on)", "photos(skip_damaged=on)"),
                opened);
    }

    @Test
    void drawnImagesAreNamedWithTheSeed() {
        line.run("data:info", "photos", "--retain", "0.1", "--seed", "3");
        line.run("data:info", "photos(set=a)", "--classes", "2", "--samples", "5", "--skip-damaged");
        line.run("baseline", "kmeans", "--data", "photos", "--k", "1", "--size", "2", "--samples", "5", "--seed", "2");
        assertEquals(
                List.of(
                        "photos(retain=0.1, seed=3)",
                        "photos(set=a, skip_damaged=on, classes=2, samples=5, seed=1)",
                        "photos(samples=5, seed=2)"),
                opened);
        line.run("data:info", "photos", "--samples", "-5");
        assertEquals(2, line.code);
        assertTrue(line.err().contains("--samples"), line.err());
    }

    @Test
    void filesAreComparedWithPublishedOnes() {
        checksums = List.of(new FileChecksum("MNIST", "images", "aa", "aa"));
        String out = line.run("data:check", "photos").out();
        assertTrue(out.contains("The files are those of MNIST as published (MD5)."), out);
        assertEquals(
                "images",
                line.run("data:check", "photos", "--json")
                        .json()
                        .getAsJsonObject()
                        .getAsJsonArray("published_files")
                        .get(0)
                        .getAsJsonObject()
                        .get("file")
                        .getAsString());
        checksums = List.of(
                new FileChecksum("MNIST", "images", "aa", "aa"), new FileChecksum("MNIST", "labels", "aa", "bb"));
        assertEquals(2, line.run("data:check", "photos").code);
        assertTrue(line.err().contains("1 of 2 files differ from those of MNIST as published"), line.err());
        assertTrue(line.err().contains("“labels” (MD5 bb instead of aa)"), line.err());
    }

    @Test
    void aFolderDoesNotTakeThePlaceOfAKnownName(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("photos"));
        Files.createDirectory(folder.resolve("others"));
        line.in(folder).run("data:check", "photos");
        line.run("data:check", "others");
        assertEquals(List.of("photos", folder.resolve("others").toString()), opened);
    }

    private final class Photos implements DataService {

        @Override
        public Dataset open(String nameOrFolder, Split split) {
            opened.add(nameOrFolder);
            return new TwoPhotos();
        }

        @Override
        public List<DatasetInfo> list() {
            return List.of(new TwoPhotos().info());
        }
    }

    private final class TwoPhotos implements Dataset {

        @Override
        public List<FileChecksum> checksums() {
            return checksums;
        }

        @Override
        public DatasetInfo info() {
            return new DatasetInfo(
                    "photos", "Photos", "image folder", "all", 2, new ImageShape(1, 0, 0), List.of(), false);
        }

        @Override
        public List<DatasetNote> notes() {
            return List.of(
                    new DatasetNote(
                            DatasetNote.Kind.LEFT_OUT,
                            3,
                            ".heic files",
                            "not a supported image format",
                            List.of("a.heic")),
                    new DatasetNote(DatasetNote.Kind.DOUBTFUL, 2, "images of 16 bits", "few levels", List.of()));
        }

        @Override
        public Optional<int[]> labels() {
            return Optional.empty();
        }

        @Override
        public String item(int index) {
            return Integer.toString(index);
        }

        @Override
        public ByteBuffer read(int height, int width, IntConsumer progress) {
            return ByteBuffer.allocateDirect(2 * height * width);
        }
    }
}
