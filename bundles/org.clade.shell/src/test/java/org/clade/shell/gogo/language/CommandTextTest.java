package org.clade.shell.gogo.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.felix.gogo.jline.Procedural;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.CommandSessionImpl;
import org.apache.felix.service.command.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of a command after Gogo has run the typed text. */
class CommandTextTest {

    @TempDir
    private Path folder;

    private final CommandProcessorImpl processor = new CommandProcessorImpl();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<List<String>> calls = new ArrayList<>();
    private CommandSessionImpl session;

    @BeforeEach
    void start() throws IOException {
        for (String name : List.of("007", "1.10", "1e3", "a b.jpg", "photo[1].jpg", ".hidden")) {
            Files.createFile(folder.resolve(name));
        }
        Files.createDirectories(folder.resolve("sub/deep"));
        Files.createFile(folder.resolve("sub/x.jar"));
        Files.createFile(folder.resolve("sub/y.jar"));
        session = processor.createSession(InputStream.nullInputStream(), out, out);
        session.currentDir(folder);
        session.put("SCOPE", "clade:gogo:*");
        Function say = (s, words) -> {
            List<String> call = new ArrayList<>();
            words.forEach(word -> add(call, word));
            calls.add(call);
            return null;
        };
        processor.addCommand("clade", say, "say");
        processor.addCommand("clade", new GlobFunction(), "_glob");
        processor.addCommand("gogo", new Procedural(), "each");
    }

    @AfterEach
    void stop() {
        processor.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            textBlock =
                    """
            say *                                  ! 007|1.10|1e3|a b.jpg|photo[1].jpg|sub
            say sub/*.jar last                     ! sub/x.jar|sub/y.jar|last
            say */x.jar                            ! sub/x.jar
            say sub/x.*                            ! sub/x.jar
            say [0-9]*                             ! 007|1.10|1e3
            say ?.?0                               ! 1.10
            say photo[1].jpg                       ! photo[1].jpg
            say *.{jar,jpg}                        ! a b.jpg|photo[1].jpg
            say 'sub'/"x".*                        ! sub/x.jar
            say '*' "*" \\*                        ! *|*|*
            say [a b] "{c,d}"                      ! a|b|{c,d}
            say *.none                             ! *.none
            say 'a '*                              ! a b.jpg
            say --with conv(width=1)               ! --with|conv(width=1)
            say conv(width=1, depth=2) x           ! conv(width=1, depth=2)|x
            say --set=operation=crop(size=24),flip ! --set=operation=crop(size=24),flip
            say a(b(c),d) "e(f)"                   ! a(b(c),d)|e(f)
            say conv(x=*)                          ! conv(x=*)
            say conv(width=$w)                     ! conv(width=3)
            say $w $w% "$w%" ${w}                  ! 3|3%|3%|3
            say 50% a%b % "50%" '50%'              ! 50%|a%b|%|50%|50%
            say 1%(1 + 2)                          ! 13
            say ~ ~/data x~ ~user '~' "~/x"        ! /home/it's me|/home/it's me/data|x~|~user|~|~/x
            say --data=~/data --x=~                ! --data=/home/it's me/data|--x=/home/it's me
            say a]b a=b {x,y}                      ! a]b|a=b|x|y
            say it\\'s "it's" 'say "x"'            ! it's|it's|say "x"
            say x# http://y //comment              ! x#|http://y
            say new 2>&1                           ! new
            say $dir/*.jar                         ! sub/x.jar|sub/y.jar
            x = 50% ; say $x                       ! 50%
            """)
    void wordsPassAsTheyAreTyped(String typed, String words) throws Exception {
        session.put("w", "3");
        session.put("dir", "sub");
        session.execute(CommandText.toGogo(typed, "/home/it's me"));
        assertEquals(List.of(words.split("\\|")), calls.get(0));
    }

    @Test
    void filesArePassedToEach() throws Exception {
        session.execute(CommandText.toGogo("each sub/*.jar { say $it conv(x=1) }\neach sub/x.* { say $it }", null));
        assertEquals(
                List.of(List.of("sub/x.jar", "conv(x=1)"), List.of("sub/y.jar", "conv(x=1)"), List.of("sub/x.jar")),
                calls);
    }

    @Test
    void aVariableHoldsAllFiles() throws Exception {
        session.execute(CommandText.toGogo("say one\nx = sub/*.jar\nsay $x\ny=50%\nsay $y", null));
        assertEquals(List.of("one"), calls.get(0));
        assertEquals(List.of("sub/x.jar", "sub/y.jar"), calls.get(1));
        assertEquals(List.of("50%"), calls.get(2));
    }

    @Test
    void linesStayAndAByteOrderMarkGoes() {
        assertEquals("say a\n# it's *\nsay '50%'", CommandText.toGogo("\ufeffsay a\r\n# it's *\r\nsay 50%", null));
        assertEquals("say \\\n  '50%'", CommandText.toGogo("say \\\n  50%", null));
    }

    @Test
    void textOfHereDocumentsIsLeftAlone() {
        String text = "cat <<END\n50% of ~ and *\nEND\nsay '1%'";
        assertEquals(text, CommandText.toGogo(text.replace("'", ""), null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            textBlock =
                    """
            say 'open
            say "open $x
            say conv(width
            say ${
            say {a
            say \\
            say [ a
            each { say *
            say )
            """)
    void whatIsNotWholeIsLeftToGogo(String typed) {
        assertEquals(typed, CommandText.toGogo(typed, null).replace("(clade:_glob '*')", "*"));
    }

    private static void add(List<String> words, Object argument) {
        if (argument instanceof Collection<?> several) {
            several.forEach(one -> add(words, one));
        } else {
            words.add(String.valueOf(argument));
        }
    }
}
