package org.clade.engine.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Bf16SupportTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "'flags\t\t: fpu sse2 avx512_bf16 amx_tile', true",
        "'flags\t\t: fpu sse2 avx512f', false",
        "'Features\t: fp asimd bf16 i8mm', true",
        "'model name\t: a bf16 machine', false"
    })
    void areReadOffTheFlags(String line, boolean units) throws IOException {
        Path processors = folder.resolve("cpuinfo");
        Files.writeString(processors, "processor\t: 0\n" + line + "\n");
        assertEquals(units, Bf16Support.listed(processors));
    }

    @org.junit.jupiter.api.Test
    void areNotThereWhereNothingTells() {
        assertFalse(Bf16Support.listed(folder.resolve("missing")));
    }
}
