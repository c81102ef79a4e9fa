package org.clade.shell.gogo;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.clade.api.part.RefusedException;
import org.clade.shell.context.Failure;

/** Reads scripts. */
final class ScriptFile {

    private ScriptFile() {}

    /**
     * Reads a script.
     *
     * @param file its file
     * @param name the user's name for it
     * @return its commands
     * @throws RefusedException if it cannot be read
     */
    static String read(Path file, String name) {
        if (Files.isDirectory(file)) {
            throw new RefusedException(
                    "The script “%s” is a folder; name a text file of commands, one on a line.".formatted(name));
        }
        if (!Files.exists(file)) {
            throw new RefusedException(
                    "There is no script “%s”; name a text file of commands, one on a line.".formatted(name));
        }
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new RefusedException(
                    "The script “%s” is not text in UTF-8; save it as plain UTF-8 text.".formatted(name), e);
        } catch (IOException e) {
            throw new RefusedException(
                    "The script “%s” cannot be read. %s"
                            .formatted(name, Failure.of(e, name).sentence()),
                    e);
        }
    }
}
