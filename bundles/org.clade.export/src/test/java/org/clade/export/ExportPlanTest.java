package org.clade.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.clade.api.cluster.FileMode;
import org.clade.api.export.ExportFormat;
import org.clade.api.export.ExportRequest;
import org.clade.api.part.RefusedException;
import org.clade.base.file.FileWriteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportPlanTest {

    @TempDir
    private Path folder;

    private ExportPlan plan(Optional<Path> out, boolean replace, ExportFormat... formats) {
        return new ExportPlan(new ExportRequest(folder, Set.of(formats), out, FileMode.LINK, replace));
    }

    @Test
    void filesAreInTheRunsFolderUnlessOutSaysOtherwise() {
        Path there = folder.resolve("there");

        assertEquals(
                List.of(folder.resolve("exports/network.onnx")),
                plan(Optional.empty(), false, ExportFormat.ONNX).files(ExportFormat.ONNX));
        assertEquals(
                List.of(
                        there.resolve("label_features.npy"),
                        there.resolve("embeddings.npy"),
                        there.resolve("clusters.npy")),
                plan(Optional.of(there), false, ExportFormat.NPY).files(ExportFormat.NPY));
    }

    @Test
    void outIsTheFileOfOneFormatIfItsNameEndsSo() throws IOException {
        Path file = folder.resolve("my.onnx");

        assertEquals(
                List.of(file), plan(Optional.of(file), false, ExportFormat.ONNX).files(ExportFormat.ONNX));
        assertEquals(
                List.of(file.resolve("network.onnx")),
                plan(Optional.of(file), false, ExportFormat.ONNX, ExportFormat.NPY)
                        .files(ExportFormat.ONNX));
        assertEquals(
                List.of(file.resolve("clusters")),
                plan(Optional.of(file), false, ExportFormat.FOLDERS).files(ExportFormat.FOLDERS));
        Files.createDirectory(file);
        assertEquals(
                List.of(file.resolve("network.onnx")),
                plan(Optional.of(file), false, ExportFormat.ONNX).files(ExportFormat.ONNX));
    }

    @Test
    void aFileThatExistsIsReplacedOnRequestOnly() throws IOException {
        Path file = Files.writeString(folder.resolve("my.pt"), "old");
        ExportPlan kept = plan(Optional.of(file), false, ExportFormat.TORCHSCRIPT);

        RefusedException before = assertThrows(RefusedException.class, kept::check);
        assertTrue(before.getMessage().contains("--force"), before.getMessage());
        assertThrows(RefusedException.class, () -> kept.write(file, out -> out.write('n')));
        assertEquals("old", Files.readString(file));

        ExportPlan replaced = plan(Optional.of(file), true, ExportFormat.TORCHSCRIPT);
        replaced.check();
        replaced.write(file, out -> out.write('n'));
        assertEquals("n", Files.readString(file));
    }

    @Test
    void aFileIsCompleteOrAbsent() throws IOException {
        Path file = folder.resolve("new/my.pt");

        assertThrows(FileWriteException.class, () -> plan(Optional.of(file), false, ExportFormat.TORCHSCRIPT)
                .write(file, out -> {
                    out.write(new byte[1 << 21]);
                    throw new IOException("No space left on device");
                }));

        assertFalse(Files.exists(file));
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertEquals(0, left.count());
        }
    }
}
