package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A person takes a run to other programs. */
class ExportTest {

    @RegisterExtension
    private static final SharedProduct CLADE = new SharedProduct();

    @TempDir
    private Path folder;

    @Test
    void aRunLeavesInEveryFormatAndNothingIsReplaced() throws Exception {
        Commands product = CLADE.in(folder);
        RunFolder run = product.run(
                        "run",
                        "mmdc-mnist",
                        "--data",
                        "noise",
                        "--limit",
                        "100",
                        "--max-batches",
                        "1",
                        "--no-baseline",
                        "--progress",
                        "none")
                .expect(0)
                .onlyRun();
        String name = run.path().toString();
        Path exports = run.path().resolve("exports");
        JsonArray files = product.run("runs:export", name, "--to", "npy,csv,safetensors,torchscript,onnx", "--json")
                .expect(0)
                .json()
                .getAsJsonArray();

        assertEquals(9, files.size());
        files.forEach(file -> assertTrue(
                Files.isRegularFile(
                        folder.resolve(file.getAsJsonObject().get("file").getAsString())),
                file::toString));
        assertTrue(files.toString().contains("images N×1×28×28 to label_features, embeddings"), files::toString);
        List<String> clusters = Files.readAllLines(exports.resolve("clusters.csv"));
        assertEquals(101, clusters.size());
        List<String> labels = Files.readAllLines(exports.resolve("label_features.csv"));
        assertEquals("image,0,1,2,3,4,5,6,7,8,9", labels.get(0));
        String again =
                product.run("runs:export", name, "--to", "onnx").expect(2).err();
        assertTrue(again.contains("network.onnx exists"), again);
        product.run("runs:export", name, "--to", "onnx", "--force").expect(0).inWords();
        String folders =
                product.run("runs:export", name, "--to", "folders").expect(2).err();
        assertTrue(folders.contains("no image files"), folders);
        assertFalse(Files.exists(exports.resolve("clusters")));
    }
}
