package org.clade.shell.context;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.clade.shell.render.Table;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private static final PrintStream NOWHERE =
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);

    @Test
    void aRowIsOneLineWhereNobodyLooks() {
        Table table = new Table("NAME", "FOLDER", "TITLE");
        table.row("n".repeat(60), "f".repeat(90), "a title of some words ".repeat(20));

        int width = new Console(NOWHERE, NOWHERE, Screen.NONE).tableWidth();

        assertEquals(2, table.render(width).lines().count());
    }

    @Test
    void aTableIsAsWideAsItsTerminal() {
        Screen screen = new Screen() {
            @Override
            public boolean terminal() {
                return true;
            }

            @Override
            public int width() {
                return 72;
            }
        };
        assertEquals(72, new Console(NOWHERE, NOWHERE, screen).tableWidth());
    }
}
