package org.clade.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResourcesTest {

    private static final long GIGABYTE = 1L << 30;

    @Test
    void tooFewFilesOrTooLittleMemoryIsNamed() {
        assertTrue(Resources.shortage(64, GIGABYTE).orElseThrow().startsWith("This process may open 64 files"));
        assertTrue(Resources.shortage(1024, 8 << 20).orElseThrow().startsWith("Java may use 8 MB"));
        assertEquals(Optional.empty(), Resources.shortage(1024, GIGABYTE));
    }
}
