package org.clade.shell.gogo.language;

import org.apache.felix.gogo.jline.Parser;
import org.jline.reader.ParsedLine;

/** Reads a line as it will be run where it is entered, and as it stands where it is completed. */
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
