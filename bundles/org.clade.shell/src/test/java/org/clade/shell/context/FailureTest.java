package org.clade.shell.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.gogo.runtime.EOFError;
import org.apache.felix.gogo.runtime.SyntaxError;
import org.clade.api.part.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new NoSuchFileException("/x"), 2, "There is no file or folder “/x”."),
                Arguments.of(new AccessDeniedException("/x"), 2, "“/x” cannot be read or written: permission denied"),
                Arguments.of(new NotDirectoryException("/x"), 2, "a part of its path is a file"),
                Arguments.of(new DirectoryNotEmptyException("/x"), 2, "the folder is not empty"),
                Arguments.of(new FileAlreadyExistsException("/x"), 2, "“/x” already exists"),
                Arguments.of(new FileSystemException("/x", null, "No space left on device"), 1, "the disk is full"),
                Arguments.of(new FileSystemException("/x", null, "Too many open files"), 1, "ulimit -n"),
                Arguments.of(new FileSystemException("/x", null, "File name too long"), 2, "a shorter one"),
                Arguments.of(new FileSystemException("/x", null, "Strange thing"), 2, "the system gives no reason"),
                Arguments.of(new FileNotFoundException("/x (Too many open files)"), 1, "ulimit -n"),
                Arguments.of(
                        new FileNotFoundException("/x (Permission denied)"), 2, "“/x” cannot be read or written: perm"),
                Arguments.of(new FileNotFoundException("/x (Is a directory)"), 2, "it is a folder"),
                Arguments.of(new IOException("No space left on device"), 1, "the disk is full"),
                Arguments.of(new IOException("org.x.FooException: bar"), 1, "the system gives no reason"),
                Arguments.of(new IOException(), 1, "the system gives no reason"),
                Arguments.of(new UncheckedIOException(new NoSuchFileException("/y")), 2, "no file or folder “/y”"),
                Arguments.of(
                        new ExecutionException(new CompletionException(new RefusedException("Refused."))),
                        2,
                        "Refused."),
                Arguments.of(new InvocationTargetException(new EOFException()), 2, "ends too early"),
                Arguments.of(new MalformedInputException(1), 2, "not text in UTF-8"),
                Arguments.of(new ZipException("x"), 2, "archive"),
                Arguments.of(new ReadOnlyFileSystemException(), 1, "read-only"),
                Arguments.of(thrown(() -> Integer.parseInt("12x")), 2, "“12x” is not a number"),
                Arguments.of(thrown(() -> Long.parseLong("")), 2, "“” is not a number"),
                Arguments.of(thrown(() -> Double.parseDouble("a,b")), 2, "“a,b” is not a number"),
                Arguments.of(thrown(() -> Path.of("a\0b")), 2, "names no file"),
                Arguments.of(new OutOfMemoryError("Java heap space"), 1, "CLADE_OPTS=-Xmx4g"),
                Arguments.of(new OutOfMemoryError("unable to create native thread: possibly…"), 1, "no more threads"),
                Arguments.of(new StackOverflowError(), 1, "nested too deeply"),
                Arguments.of(new NoClassDefFoundError("org/x/Y"), 1, "a bundle or library is missing"),
                Arguments.of(new UnsatisfiedLinkError("no torch"), 1, "a bundle or library is missing"),
                Arguments.of(new InterruptedException(), 130, "interrupted"),
                Arguments.of(new NullPointerException("Cannot invoke \"x\""), 1, "This is a bug in Clade"),
                Arguments.of(new IllegalArgumentException("No enum constant x.Y"), 1, "This is a bug in Clade"),
                Arguments.of(new CommandNotFoundException("foo"), 2, "There is no command “foo”"),
                Arguments.of(new SyntaxError(0, 1, "unexpected token ')'"), 2, "“)” is unexpected here"),
                Arguments.of(new SyntaxError(0, 1, "bad expression: 50%"), 2, "in quotes"),
                Arguments.of(new EOFError(0, 1, "x", "dquote", "\""), 2, "“\"” is missing"),
                Arguments.of(new EOFError(0, 1, "x", "closure(2) pipe", "0"), 2, "a command after “|”"),
                Arguments.of(new IOException("no matches found: conv(x=1)"), 2, "“conv(x=1)” fits no file"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyKindIsASentence(Throwable thrown, int code, String sentence) {
        Failure failure = Failure.of(thrown, "data:check x");
        assertEquals(code, failure.code(), failure.sentence());
        assertTrue(failure.sentence().contains(sentence), failure.sentence());
        assertFalse(failure.sentence().matches("(?s).*(Exception|Error|\\bjava\\.|org\\.).*"), failure.sentence());
        assertTrue(failure.sentence().endsWith("."), failure.sentence());
    }

    @Test
    void aSentenceOfCladeAboutAFileStays() {
        UncheckedIOException told = new UncheckedIOException("The folder x was deleted.", new IOException("y")) {
            private static final long serialVersionUID = 1L;
        };
        assertEquals(
                "The folder x was deleted.",
                Failure.of(new ExecutionException(told), "run a").sentence());
    }

    @Test
    void aTraceEndsThoughCausesGoInACircle() {
        Exception one = new Exception("one");
        Exception two = new Exception("two", one);
        one.initCause(two);
        List<String> trace = Failure.trace(one);
        assertEquals(1, trace.stream().filter(line -> line.endsWith("two")).count());
        assertEquals(1, Failure.of(new ExecutionException(one), "x").code());
    }

    private static Throwable thrown(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            return e;
        }
        throw new AssertionError("nothing was thrown");
    }
}
