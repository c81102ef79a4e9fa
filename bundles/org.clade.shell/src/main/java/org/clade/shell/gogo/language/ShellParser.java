package org.clade.shell.gogo.language;

import org.apache.felix.gogo.jline.Parser;
import org.jline.reader.ParsedLine;

/** Reads an entered line in translated form, and a line for completion as typed. */
public final class ShellParser extends Parser {

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context != ParseContext.ACCEPT_LINE) {
            return super.parse(line, cursor, context);
        }
        String gogo = CommandText.toGogo(line, CommandText.home());
        return super.parse(gogo, gogo.length(), context);
    }
}
