package org.clade.shell.command.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.clade.api.cluster.FileMode;
import org.clade.api.export.ExportFormat;
import org.clade.api.export.ExportRequest;
import org.clade.api.export.ExportedFile;
import org.clade.api.export.RunExporter;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunService;
import org.clade.shell.CommandLineProbe;
import org.clade.shell.FakeRuns;
import org.clade.shell.FakeServices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsExportCommandTest {

    private final List<ExportRequest> requests = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void makeRun() throws IOException {
        Files.writeString(folder.resolve("recipe.json"), "{}");
    }

    private CommandLineProbe line(RunExporter exporter) {
        return CommandLineProbe.batch(new FakeServices()
                .with(RunService.class, FakeRuns.done(Map.of()))
                .with(RunExporter.class, exporter));
    }

    private List<ExportedFile> export(ExportRequest request) {
        requests.add(request);
        return List.of(new ExportedFile(ExportFormat.ONNX, folder.resolve("network.onnx"), "images to label_features"));
    }

    @Test
    void asksForAllFormatsAndPrintsTheFiles() throws IOException {
        CommandLineProbe line = line(this::export);

        line.run("runs:export", folder.toString(), "--to", "npy,onnx", "--out", "there", "--copy", "--force");

        assertEquals(0, line.code, line.err());
        ExportRequest request = requests.get(0);
        assertEquals(folder, request.run());
        assertEquals(Set.of(ExportFormat.NPY, ExportFormat.ONNX), request.formats());
        assertEquals("there", request.out().orElseThrow().getFileName().toString());
        assertEquals(FileMode.COPY, request.mode());
        assertTrue(request.replace());
        assertTrue(line.out().contains("network.onnx"), line.out());
    }

    @Test
    void replacesNothingAndMakesLinksUnlessAskedTo() throws IOException {
        CommandLineProbe line = line(this::export);

        line.run("runs:export", folder.toString(), "--to", "folders", "--json");

        assertEquals(
                new ExportRequest(folder, Set.of(ExportFormat.FOLDERS), Optional.empty(), FileMode.LINK, false),
                requests.get(0));
        JsonObject file = line.json().getAsJsonArray().get(0).getAsJsonObject();
        assertEquals("onnx", file.get("format").getAsString());
        assertEquals(folder.resolve("network.onnx").toString(), file.get("file").getAsString());
    }

    @Test
    void refusesAnUnknownFormat() throws IOException {
        CommandLineProbe line = line(this::export);

        line.run("runs:export", folder.toString(), "--to", "torch");

        assertEquals(2, line.code);
        assertTrue(line.err().contains("There is no format “torch”"), line.err());
        assertTrue(line.err().contains("torchscript"), line.err());
    }

    @Test
    void aRefusedExportIsAMistakeOfTheUser() throws IOException {
        CommandLineProbe line = line(request -> {
            throw new RefusedException("network.onnx exists.");
        });

        line.run("runs:export", folder.toString(), "--to", "onnx");

        assertEquals(2, line.code);
        assertTrue(line.err().contains("network.onnx exists."), line.err());
    }
}
