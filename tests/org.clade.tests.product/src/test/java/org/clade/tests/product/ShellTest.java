package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Read-only commands right after the start, called by a user or a program. */
class ShellTest {
    @RegisterExtension
    private static final SharedProduct CLADE = new SharedProduct();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "variant:list, name title method reading available missing",
        "part:list, id kind bundle version state",
        "data:list, name images classes"
    })
    void listsAreJsonAndWhole(String command, String fields) {
        Outcome outcome = CLADE.in(folder).run(command, "--json").expect(0).inWords();
        List<JsonElement> entries = outcome.json().getAsJsonArray().asList();
        assertFalse(entries.isEmpty(), outcome::toString);
        for (JsonElement entry : entries) {
            for (String field : fields.split(" ")) {
                assertTrue(entry.getAsJsonObject().has(field), () -> field + " is missing. " + entry);
            }
        }
        assertEquals("", outcome.err());
    }

    @Test
    void everyShippedVariantIsReadyRightAfterTheStart() {
        Outcome outcome = new Product(folder).run("variant", "list", "--json").expect(0);
        for (JsonElement variant : outcome.json().getAsJsonArray()) {
            assertTrue(variant.getAsJsonObject().get("available").getAsBoolean(), variant::toString);
        }
    }

    @Test
    void theDoctorFindsAllWell() {
        JsonObject findings =
                CLADE.in(folder).run("doctor", "--json").expect(0).json().getAsJsonObject();
        assertEquals("off", findings.get("telemetry").getAsString());
        assertTrue(findings.get("engine").getAsString().startsWith("PyTorch"), findings::toString);
        assertTrue(findings.get("natives_bytes").getAsLong() > 100_000_000, findings::toString);
        assertTrue(findings.get("problems").getAsJsonArray().isEmpty(), findings::toString);
    }

    @Test
    void aScriptStopsAtTheFirstFailureWithItsCode() throws IOException {
        Path script = folder.resolve("try.clade");
        Files.writeString(
                script,
                """
                # a comment
                echo first $1
                data:info fashion-mnist-10k | grep images
                variant:show gatcluster-82
                echo last
                """);
        Outcome outcome = new Product(folder)
                .run("-f", script.toString(), "argument")
                .expect(2)
                .inWords()
                .says("first argument")
                .says("10,000 (test)")
                .complains("try.clade:4: ")
                .complains("Did you mean gatcluster-28?");
        assertFalse(outcome.out().contains("last"), outcome::toString);
        new Product(folder).run("-f", script.toString(), "--keep-going").says("last");
    }

    @Test
    void commandsOfTheFrameworkCanBeCalled() {
        new Product(folder).run("felix:lb", "org.clade.shell", "-s").expect(0).says("org.clade.shell");
    }

    @Test
    void aBrokenFolderIsRefusedInASentence() throws IOException {
        Path broken = Files.createDirectory(folder.resolve("empty"));
        Outcome outcome =
                CLADE.in(folder).run("data:check", broken.toString()).expect(2).inWords();
        assertEquals("", outcome.out());
        assertEquals(1, outcome.err().lines().count(), outcome::toString);
    }
}
