package org.clade.shell.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void writesWhatIsThereInOrder() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", 1);
        map.put("a", List.of(0.5, "x<y"));
        map.put("folder", Path.of("runs", "x"));
        assertEquals("{\"b\":1,\"a\":[0.5,\"x<y\"],\"folder\":\"runs/x\"}", Json.line(map));
    }

    @Test
    void leavesOutNumbersThatAreNone() {
        assertEquals("{}", Json.line(Map.of("acc", Double.NaN)));
        assertEquals("{}", Json.line(Map.of("acc", Float.POSITIVE_INFINITY)));
    }
}
