package org.clade.shell.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.clade.shell.context.VisibleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTest {

    private static final String EVIL = "a\u001b[2J\u0007\u009b31m\u202eb\nc\td\re\u2028f\u0000";
    private static final String SHOWN = "a\\u001b[2J\\u0007\\u009b31m\\u202eb\\nc\\td\\re\\u2028f\\u0000";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final VisibleStream stream = VisibleStream.over(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    @Test
    void aLineStaysOneLine() {
        assertEquals(SHOWN, Visible.line(EVIL));
        stream.println(EVIL);
        assertEquals(SHOWN + System.lineSeparator(), text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Käfer — 甲虫 🐞", "plain", "", "e\u0301", "👩\u200d🔬"})
    void letterStayAsTheyAre(String name) {
        assertEquals(name, Visible.line(name));
        stream.print(name);
        assertEquals(name, text());
    }

    @Test
    void aTextKeepsItsLines() {
        stream.print("one\n\ttwo\u001b[0m\n");
        assertEquals("one%n\ttwo\\u001b[0m%n".formatted(), text());
    }

    @Test
    void everyWayToPrintIsCovered() {
        stream.println((Object) "\u001b");
        stream.print('\u001b');
        stream.println(new char[] {'\u001b'});
        stream.print((Object) "\u001b");
        stream.append("\u001b").append('\u001b');
        stream.printf("%s", "\u001b");
        stream.format(Locale.ROOT, "%s", "\u001b");
        stream.write('\u001b');
        PrintWriter writer = new PrintWriter(stream, true);
        writer.print("x\u001b[31mä");
        writer.flush();
        assertFalse(text().contains("\u001b"), text());
        assertEquals(10, text().split("\\\\u001b", -1).length - 1);
    }

    @Test
    void jsonStaysJson() {
        stream.print(Json.document(Map.of("title", EVIL)));
        assertFalse(text().contains("\u009b"), text());
        assertEquals(
                EVIL,
                JsonParser.parseString(text()).getAsJsonObject().get("title").getAsString());
    }

    @Test
    void aTableKeepsItsRows() {
        String table = new Table("NAME", "TITLE").row("x\ny", EVIL).render(120);
        assertEquals(2, table.lines().count(), table);
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
