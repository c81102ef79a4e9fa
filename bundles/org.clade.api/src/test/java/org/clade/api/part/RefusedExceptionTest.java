package org.clade.api.part;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedExceptionTest {

    private static final List<String> KNOWN = List.of("bias", "blocks", "pool", "poolnorm", "tail");

    @ParameterizedTest
    @CsvSource({"tial,tail", "polo,pool", "block,blocks", "poolnrom,poolnorm", "zzzz,"})
    void theNearestNameIsTheOneThatWasMeant(String given, String meant) {
        assertEquals(Optional.ofNullable(meant), RefusedException.nearest(given, KNOWN));
    }
}
