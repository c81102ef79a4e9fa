package org.clade.run.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDifferenceTest {

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"seed\": 1} | {\"seed\": 2} | seed is 2, it was 1",
                "{\"seed\": 1} | {\"seed\": \"1\"} | seed is \"1\", it was 1",
                "{\"seed\": 1} | {} | seed is missing, it was 1",
                "{} | {\"epochs\": 9} | epochs was not there",
                "{\"org.clade.variant~a\": {\"tasks\": [\"x=1\"]}} | {\"org.clade.variant~a\": {\"tasks\": [\"x=2\"]}} | tasks[0] is \"x=2\", it was \"x=1\"",
                "{\"a\": 1, \"b\": 1, \"c\": 1, \"d\": 1} | {\"a\": 2, \"b\": 2, \"c\": 2, \"d\": 2} | a is 2, it was 1, b is 2, it was 1, c is 2, it was 1, and 1 more",
                "{\"a\": 1} | {\"a\":  1} | its spaces, the order of its keys or a duplicate key",
                "{\"a\": 1} | {\"a\": | it is no longer JSON",
                "{\"a\": 1} | 7 | it is no longer JSON"
            })
    void theKeyIsNamed(String before, String now, String words) {
        assertEquals(words, JsonDifference.words(bytes(before), bytes(now)));
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
