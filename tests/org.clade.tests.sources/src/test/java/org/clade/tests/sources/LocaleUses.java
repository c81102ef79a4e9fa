package org.clade.tests.sources;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Finds source code that depends on the default locale. */
final class LocaleUses extends TreeScanner<Void, Boolean> {

    /** Numbers, dates and upper case in a format; {@code %s}, {@code %x} and {@code %n} are the same in every locale. */
    private static final Pattern CONVERSION =
            Pattern.compile("%(?:[0-9]+\\$)?[-#+0,(]*(?:[0-9]+)?(?:\\.[0-9]+)?(?:[dfeEgGaASCBHX]|[tT][a-zA-Z])");

    private static final Set<String> CASES = Set.of("toLowerCase", "toUpperCase");
    private static final Set<String> INSTANCES = Set.of(
            "NumberFormat.getInstance",
            "NumberFormat.getNumberInstance",
            "NumberFormat.getIntegerInstance",
            "NumberFormat.getPercentInstance",
            "NumberFormat.getCurrencyInstance",
            "NumberFormat.getCompactNumberInstance",
            "DecimalFormatSymbols.getInstance",
            "Collator.getInstance",
            "BreakIterator.getWordInstance");
    private static final Set<String> CONSTRUCTORS = Set.of("Scanner", "Formatter", "DecimalFormat", "SimpleDateFormat");

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> found;

    private LocaleUses(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
        this.unit = unit;
        this.positions = positions;
        this.found = found;
    }

    /**
     * Reads sources.
     *
     * @param sources the sources
     * @return one line per finding
     */
    static List<String> in(Iterable<? extends JavaFileObject> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavacTask task = (JavacTask) compiler.getTask(null, null, problem -> {}, List.of("-proc:none"), null, sources);
        List<String> found = new ArrayList<>();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                new LocaleUses(unit, Trees.instance(task).getSourcePositions(), found).scan(unit, false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(found);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Boolean localized) {
        String method = call.getMethodSelect().toString();
        String name = method.substring(method.lastIndexOf('.') + 1);
        List<? extends ExpressionTree> arguments = call.getArguments();
        boolean withLocale = !arguments.isEmpty() && isLocale(arguments.get(0));
        if (CASES.contains(name) && arguments.isEmpty()) {
            report(call, name + "() without a locale");
        } else if (INSTANCES.stream().anyMatch(method::endsWith) && arguments.isEmpty()) {
            report(call, method + "() without a locale");
        } else if (method.endsWith("DateTimeFormatter.ofPattern") && arguments.size() < 2
                || method.contains("DateTimeFormatter.ofLocalized")
                || method.endsWith("MessageFormat.format")) {
            report(call, method + " without a locale");
        }
        return super.visitMethodInvocation(call, localized || withLocale);
    }

    @Override
    public Void visitNewClass(NewClassTree creation, Boolean localized) {
        String type = creation.getIdentifier().toString();
        List<? extends ExpressionTree> arguments = creation.getArguments();
        boolean withLocale = arguments.stream().anyMatch(LocaleUses::isLocale);
        if (CONSTRUCTORS.contains(type) && !withLocale && !arguments.toString().contains("DecimalFormatSymbols")) {
            report(creation, "new " + type + " without a locale");
        }
        return super.visitNewClass(creation, localized || withLocale);
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Boolean localized) {
        if (!localized
                && literal.getKind() == Tree.Kind.STRING_LITERAL
                && CONVERSION.matcher(literal.getValue().toString()).find()) {
            report(literal, "a format with a number in the default locale");
        }
        return null;
    }

    private static boolean isLocale(ExpressionTree argument) {
        return argument instanceof MemberSelectTree member
                        && member.getExpression().toString().endsWith("Locale")
                || argument instanceof IdentifierTree identifier
                        && identifier.getName().toString().equals("locale");
    }

    private void report(Tree place, String what) {
        found.add("%s, line %s: %s: %s"
                .formatted(
                        unit.getSourceFile().getName(),
                        unit.getLineMap().getLineNumber(positions.getStartPosition(unit, place)),
                        what,
                        place.toString().lines().findFirst().orElse("")));
    }
}
