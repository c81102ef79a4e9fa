package org.clade.shell.gogo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.clade.api.data.DataService;
import org.clade.api.data.DatasetInfo;
import org.clade.api.part.PartKind;
import org.clade.api.part.RefusedException;
import org.clade.api.run.PartSwaps;
import org.clade.api.run.RunHandle;
import org.clade.api.run.RunService;
import org.clade.api.runtime.BundleInfo;
import org.clade.api.runtime.BundleRuntime;
import org.clade.api.runtime.PartInfo;
import org.clade.api.runtime.PartRuntime;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantComposer;
import org.clade.api.variant.VariantKey;
import org.clade.api.variant.VariantService;
import org.clade.api.variant.VariantStatus;
import org.clade.shell.Cli;
import org.clade.shell.service.MissingServiceException;
import org.clade.shell.service.Services;
import org.jline.builtins.Completers.DirectoriesCompleter;
import org.jline.reader.Candidate;
import org.jline.reader.ParsedLine;
import picocli.CommandLine.Model.ArgSpec;

/** The function {@code _complete}: completions of the word under the cursor, by the label of the option or parameter. */
final class Completion implements Function {

    private final Cli cli;

    Completion(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Object execute(CommandSession session, List<Object> arguments) throws InterruptedException {
        ParsedLine line = Shell.getParsedLine(session);
        List<Candidate> candidates = new ArrayList<>();
        try {
            SourcePosition position = SourcePosition.of(cli.catalog(), line.words(), line.wordIndex());
            if (position != null) {
                for (String name : names(position, session.currentDir())) {
                    boolean whole = !name.endsWith("=");
                    candidates.add(new Candidate(name, name, null, null, null, null, whole));
                }
                if (position.takesFolder()) {
                    new DirectoriesCompleter(session.currentDir()).complete(Shell.getReader(session), line, candidates);
                }
            }
        } catch (MissingServiceException | RefusedException e) {
            return List.of(); // no completions
        }
        return candidates;
    }

    private Collection<String> names(SourcePosition position, Path folder) throws InterruptedException {
        Services services = cli.services();
        ArgSpec wanted = position.wanted();
        if (wanted.completionCandidates() != null) {
            List<String> words = new ArrayList<>();
            wanted.completionCandidates().forEach(word -> words.add(word.toLowerCase(Locale.ROOT)));
            return words;
        }
        return switch (wanted.paramLabel()) {
            case "<variant>" -> services.get(VariantService.class).list().stream()
                    .map(VariantStatus::name)
                    .toList();
            case "<own variant>" -> services.get(VariantService.class).list().stream()
                    .filter(variant -> variant.origin() != VariantStatus.Origin.SHIPPED)
                    .map(VariantStatus::name)
                    .toList();
            case "<own part>" -> position.variant() == null
                    ? List.of()
                    : ownParts(services.get(VariantService.class).recipe(position.variant()));
            case "<new part>" -> parts(services)
                    // a stage needs its number before it
                    .filter(part -> part.kind().ofVariant() && part.kind() != PartKind.STAGE)
                    .map(PartInfo::id)
                    .distinct()
                    .toList();
            case "<bundle>" -> services.get(BundleRuntime.class).bundles().stream()
                    .filter(BundleInfo::stoppable)
                    .map(BundleInfo::name)
                    .toList();
            case "<key>" -> services.get(VariantComposer.class).keys().stream()
                    .map(VariantKey::name)
                    .toList();
            case "<data>" -> services.get(DataService.class).list().stream()
                    .map(DatasetInfo::name)
                    .toList();
            case "<part>", "<new>" -> parts(services)
                    .map(PartInfo::id)
                    .distinct()
                    .toList();
            case "<kind>" -> parts(services)
                    .map(part -> part.kind().id())
                    .distinct()
                    .toList();
            case "<method name>" -> services.get(VariantService.class).list().stream()
                    .map(VariantStatus::method)
                    .distinct()
                    .toList();
            case "<method>" -> parts(services)
                    .filter(part -> part.kind() == PartKind.BASELINE)
                    .map(PartInfo::id)
                    .toList();
            case "<run>" -> runs(services.get(RunService.class), folder);
            case "<command>" -> cli.catalog().names();
            case "<device>" -> List.of("auto", "cpu", "gpu");
            case "<type>" -> List.of("fp32", "bf16", "auto");
            case "<key>=<value>" -> position.variant() == null
                    ? List.of()
                    : keys(services, services.get(VariantService.class).recipe(position.variant()));
            default -> List.of();
        };
    }

    /** {@return the keys that can be set, also those of single phases} */
    private static List<String> keys(Services services, Recipe recipe) throws InterruptedException {
        return Stream.concat(
                        services.get(VariantComposer.class).keys().stream().map(VariantKey::name),
                        recipe.properties().keySet().stream())
                .distinct()
                .map(key -> key + "=")
                .toList();
    }

    /** {@return the ids of the parts that can be removed from a variant} */
    private static List<String> ownParts(Recipe recipe) {
        Set<String> ids = new TreeSet<>();
        recipe.training().evalTransform().forEach(part -> ids.add(part.id()));
        recipe.architecture().stages().forEach(stage -> ids.add(stage.part().id()));
        recipe.architecture().heads().forEach(part -> ids.add(part.id()));
        recipe.training().phases().forEach(phase -> {
            phase.augment().forEach(part -> ids.add(part.id()));
            phase.tasks().forEach(task -> ids.add(task.part().id()));
            phase.targets().ifPresent(part -> ids.add(part.id()));
        });
        if (!recipe.architecture().attention().id().equals("identity")) {
            ids.add("attention");
        }
        return List.copyOf(ids);
    }

    private static Stream<PartInfo> parts(Services services) throws InterruptedException {
        return services.get(PartRuntime.class).parts().stream();
    }

    private static List<String> runs(RunService service, Path folder) {
        Path root = folder.resolve("runs");
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(root)) {
            service.list(root)
                    .forEach(report -> names.add(root.relativize(report.folder().toAbsolutePath())
                            .toString()
                            .replace('\\', '/')));
        }
        service.runs().stream()
                .map(RunHandle::id)
                .filter(id -> !names.contains(id))
                .forEach(names::add);
        if (!names.isEmpty()) {
            names.add(PartSwaps.LATEST);
        }
        return names;
    }
}
