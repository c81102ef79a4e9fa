package org.clade.shell.context;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.clade.api.part.RefusedException;
import org.clade.shell.service.MissingServiceException;
import picocli.CommandLine.ParameterException;

/**
 * A message to the user about an exception. Only this class turns exceptions into sentences; none of them contains a class name.
 *
 * @param sentence what happened, and what to do
 * @param code the exit code
 */
public record Failure(String sentence, int code) {

    private static final int SHOWN = 80;

    /** Reasons of the system why a file cannot be read or written: the end of a Java message, and a text for users. */
    private static final Map<String, String> REASONS = new LinkedHashMap<>();

    static {
        REASONS.put("no space left on device", "the disk is full; free some space, or write to another disk");
        REASONS.put("not enough space", "the disk is full; free some space, or write to another disk");
        REASONS.put("disk quota exceeded", "your disk quota is used up; free some space, or write to another disk");
        REASONS.put("file too large", "it would become larger than the system allows; ulimit -f says the limit");
        REASONS.put("too many open files", "this process has too many files open; ulimit -n 4096 allows more");
        REASONS.put("read-only file system", "the disk is read-only; choose another folder");
        REASONS.put("permission denied", "permission denied; change its permissions, or choose another");
        REASONS.put("access is denied", "permission denied; change its permissions, or choose another");
        REASONS.put("operation not permitted", "permission denied; change its permissions, or choose another");
        REASONS.put("file name too long", "its name is longer than the system allows; choose a shorter one");
        REASONS.put("is a directory", "it is a folder, not a file");
        REASONS.put("not a directory", "a part of its path is a file, not a folder");
        REASONS.put("too many levels of symbolic links", "its links lead in a circle");
        REASONS.put("no such file or directory", "there is no such file or folder");
        REASONS.put("directory not empty", "the folder is not empty");
        REASONS.put("device or resource busy", "another program uses it");
        REASONS.put("input/output error", "the disk reports an error");
        REASONS.put("stale file handle", "the network disk has lost it; try again");
        REASONS.put("cannot allocate memory", "the machine's memory is used up");
        REASONS.put("broken pipe", "the program that reads it has ended");
        REASONS.put("pipe closed", "the program that reads it has ended");
    }

    private static final Pattern NOT_FOUND = Pattern.compile("(.*) \\((.*)\\)", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("(?:For input string: )?\"(.*?)\".*", Pattern.DOTALL);

    /**
     * Turns an exception into a message.
     *
     * @param thrown what was thrown
     * @param doing the command, as typed
     * @return the message
     */
    public static Failure of(Throwable thrown, String doing) {
        Throwable failure = cause(thrown);
        if (failure instanceof InterruptedException) {
            return new Failure("It was interrupted.", ExitCode.INTERRUPTED);
        }
        if (failure instanceof RefusedException || failure instanceof ParameterException) {
            return refused(failure.getMessage());
        }
        if (failure instanceof MissingServiceException || told(failure)) {
            return failed(failure.getMessage());
        }
        String typed = shortened(doing);
        Optional<String> mistake = ShellSyntax.sentence(failure, typed);
        if (mistake.isPresent()) {
            return refused(mistake.get());
        }
        if (failure instanceof IOException io) {
            return ofFiles(io, typed);
        }
        if (failure instanceof VirtualMachineError || failure instanceof LinkageError) {
            return failed(ofMachine((Error) failure, typed));
        }
        if (failure instanceof InvalidPathException path) {
            return refused(
                    "“%s” names no file: it has a character that file names cannot have.".formatted(path.getInput()));
        }
        if (failure instanceof ReadOnlyFileSystemException) {
            return failed("The disk is read-only; choose another folder.");
        }
        if (failure instanceof NumberFormatException) {
            Matcher number = NUMBER.matcher(String.valueOf(failure.getMessage()));
            if (number.matches()) {
                return refused("“%s” is not a number that is valid here (%s).".formatted(number.group(1), typed));
            }
        }
        return failed(
                "Clade failed at “%s”. This is a bug in Clade, not an error in your input; --debug shows the trace."
                        .formatted(typed));
    }

    /** {@return the stack trace} */
    public static List<String> trace(Throwable failure) {
        List<String> lines = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        String relation = "";
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            lines.add(relation + cause);
            for (StackTraceElement place : cause.getStackTrace()) {
                lines.add("    at " + place);
            }
            relation = "because of ";
        }
        return lines;
    }

    /** {@return the cause, without exceptions that only wrap it} */
    private static Throwable cause(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; depth < SHOWN && cause.getCause() != null && carries(cause); depth++) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** {@return whether it is Clade's own sentence about a file} */
    private static boolean told(Throwable thrown) {
        return thrown instanceof UncheckedIOException && thrown.getClass() != UncheckedIOException.class;
    }

    private static boolean carries(Throwable thrown) {
        if (told(thrown)) {
            return false;
        }
        return thrown instanceof ExecutionException
                || thrown instanceof CompletionException
                || thrown instanceof InvocationTargetException
                || thrown instanceof UndeclaredThrowableException
                || thrown instanceof UncheckedIOException
                || thrown instanceof ExceptionInInitializerError
                || thrown.getClass() == RuntimeException.class
                || thrown.getClass() == IOException.class && !(thrown.getCause() instanceof RuntimeException);
    }

    private static Failure ofFiles(IOException failure, String typed) {
        if (failure instanceof FileSystemException file) {
            return ofFile(file);
        }
        Matcher found = NOT_FOUND.matcher(String.valueOf(failure.getMessage()));
        if (failure instanceof FileNotFoundException && found.matches()) {
            return file(found.group(1), reason(found.group(2), "it cannot be opened"), found.group(2));
        }
        if (failure instanceof EOFException) {
            return refused("A file that “%s” reads ends too early; it is cut short or damaged.".formatted(typed));
        }
        if (failure instanceof CharacterCodingException) {
            return refused("A file that “%s” reads is not text in UTF-8.".formatted(typed));
        }
        if (failure instanceof ZipException) {
            return refused("An archive that “%s” reads is damaged or not an archive.".formatted(typed));
        }
        String message = String.valueOf(failure.getMessage());
        return failed("Reading or writing failed at “%s”: %s."
                .formatted(typed, reason(message, "the system gives no reason; --debug shows the trace")));
    }

    private static Failure ofFile(FileSystemException failure) {
        String name = failure.getFile();
        if (failure instanceof NoSuchFileException) {
            return refused("There is no file or folder “%s”.".formatted(name));
        }
        String known = failure instanceof AccessDeniedException
                ? "permission denied"
                : failure instanceof NotDirectoryException
                        ? "not a directory"
                        : failure instanceof DirectoryNotEmptyException
                                ? "directory not empty"
                                : failure instanceof FileSystemLoopException
                                        ? "too many levels of symbolic links"
                                        : String.valueOf(failure.getReason());
        return failure instanceof FileAlreadyExistsException
                ? refused("“%s” already exists; remove it, or choose another name.".formatted(name))
                : file(name, reason(known, "the system gives no reason"), known);
    }

    /** A lack of resources is not the user's mistake; an inaccessible file is. */
    private static Failure file(String name, String reason, String known) {
        String words = known.toLowerCase(Locale.ROOT);
        boolean machine = words.contains("space")
                || words.contains("quota")
                || words.contains("open files")
                || words.contains("input/output")
                || words.contains("memory");
        String sentence = "“%s” cannot be read or written: %s.".formatted(name, reason);
        return machine ? failed(sentence) : refused(sentence);
    }

    private static String reason(String message, String otherwise) {
        String words = message.toLowerCase(Locale.ROOT);
        return REASONS.entrySet().stream()
                .filter(reason -> words.contains(reason.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }

    private static String ofMachine(Error failure, String typed) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof OutOfMemoryError) {
            return message.contains("native thread")
                    ? "The system allows no more threads; end other programs, or raise ulimit -u."
                    : "Java's memory is used up; give it more, as in CLADE_OPTS=-Xmx4g, or take fewer images with --limit.";
        }
        if (failure instanceof StackOverflowError) {
            return "“%s” is nested too deeply; if not, this is a bug in Clade; --debug shows the trace."
                    .formatted(typed);
        }
        return failure instanceof LinkageError
                ? "Clade failed at “%s”: a bundle or library is missing or has the wrong version; doctor checks for this, --debug shows the trace."
                        .formatted(typed)
                : "Java failed at “%s”; --debug shows the trace.".formatted(typed);
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    }

    private static Failure refused(String sentence) {
        return new Failure(sentence, ExitCode.REFUSED);
    }

    private static Failure failed(String sentence) {
        return new Failure(sentence, ExitCode.FAILED);
    }
}
