package org.clade.api.part;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedExceptionTest {

    private static final List<String> KNOWN = List.of("bias", "blocks", "pool", "poolnorm", "tail");

    @ParameterizedTest
    @CsvSource({
        "tial,tail",
        "polo,pool",
        "block,blocks",
        "poolnrom,poolnorm",
        "BLOCKS,blocks",
        "PoolNrom,poolnorm",
        "zzzz,"
    })
    void theNearestNameIsTheOneThatWasMeant(String given, String meant) {
        assertEquals(Optional.ofNullable(meant), RefusedException.nearest(given, KNOWN));
    }

    @Test
    void ofNamesThatDifferByCaseTheOneWithFewestOtherLettersIsNearest() {
        assertEquals(Optional.of("Pool"), RefusedException.nearest("POol", List.of("pool", "Pool", "tail")));
    }

    @Test
    void fewNamesAreListedAll() {
        assertEquals(
                "There is no option “tial”; known are bias, blocks, pool, poolnorm, tail. Did you mean tail?",
                RefusedException.unknown("option", "tial", KNOWN).getMessage());
        assertEquals(
                "There is no option “tial”; there is none.",
                RefusedException.unknown("option", "tial", List.of()).getMessage());
    }

    @Test
    void ofManyNamesThoseMostAlikeAreListed() {
        List<String> known = new ArrayList<>(KNOWN);
        IntStream.range(0, 40).forEach(i -> known.add("dac-star-cifar%s".formatted(i)));
        assertEquals(
                "There is no variant “pol”; of the 45 known the most alike are bias, blocks, dac-star-cifar0, dac-star-cifar1,"
                        + " dac-star-cifar2, pool, poolnorm, tail. Did you mean pool?",
                RefusedException.unknown("variant", "pol", known).getMessage());
    }
}
