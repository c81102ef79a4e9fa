package org.clade.variant.catalog;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantStatus.Origin;
import org.clade.base.folder.FileStamp;
import org.clade.base.thread.SerialWorker;
import org.clade.variant.recipe.Keys;
import org.clade.variant.recipe.RecipeFiles;
import org.clade.variant.recipe.RecipeText;
import org.clade.variant.recipe.VariantName;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user's own variants: those derived in this process and those in the folder of variants, which it checks twice a
 * second and at each query. Several processes may share the folder; each keeps its unsaved variants to itself.
 */
@Component(service = UserVariants.class, immediate = true)
public final class UserVariants {
    private static final Logger LOG = LoggerFactory.getLogger(UserVariants.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /**
     * A variant of the user's own.
     *
     * @param recipe its recipe
     * @param file its file, if it was saved
     * @param saved the content of the file when it was read or written
     * @param edited whether it has been changed since
     */
    private record Own(Recipe recipe, Optional<Path> file, String saved, boolean edited) {
        Origin origin() {
            if (file.isEmpty()) {
                return Origin.UNSAVED;
            }
            return edited ? Origin.CHANGED : Origin.SAVED;
        }
    }

    /** The last state of a file, with the reason if it was refused. */
    private record Seen(FileStamp stamp, Optional<String> refusal) {}

    private final BundleContext context;
    private final VariantConfigurations configurations;
    private final PendingVariants pending;
    private final Optional<RecipeFolder> folder;
    private final Map<String, Own> variants = new TreeMap<>();
    private final Map<Path, Seen> files = new HashMap<>();
    private final SerialWorker worker = new SerialWorker("clade-variants");

    @Activate
    public UserVariants(
            BundleContext context,
            @Reference VariantConfigurations configurations,
            @Reference PendingVariants pending) {
        this.context = context;
        this.configurations = configurations;
        this.pending = pending;
        this.folder = RecipeFolder.named(context::getProperty);
        configurations.marked(Keys.OWN).forEach(configurations::delete);
        worker.repeat(this::lookAgain, BETWEEN_LOOKS);
    }

    @Deactivate
    void close() {
        worker.close();
    }

    private void lookAgain() {
        try {
            look();
        } catch (RuntimeException e) { // the next check may succeed
            LOG.debug("The folder of variants could not be read", e);
        } finally {
            pending.folderRead();
        }
    }

    /** Reads the changes in the folder. */
    synchronized void look() {
        if (folder.isEmpty()) {
            return;
        }
        Map<Path, FileStamp> there;
        try {
            there = folder.get().look();
        } catch (IOException e) {
            LOG.debug("The folder of variants cannot be read now; the variants read before stay", e);
            return;
        }
        if (files.keySet().retainAll(there.keySet())) {
            forgetGone(there.keySet());
        }
        boolean changed = there.entrySet().stream().anyMatch(entry -> !known(entry.getKey(), entry.getValue()));
        if (changed) {
            Set<String> shipped = ShippedVariants.all(context);
            there.forEach((file, stamp) -> {
                if (!known(file, stamp)) {
                    files.put(file, new Seen(stamp, takeUp(file, shipped)));
                }
            });
            pending.expect(variants.keySet());
        }
    }

    private boolean known(Path file, FileStamp stamp) {
        return files.containsKey(file) && files.get(file).stamp().equals(stamp);
    }

    /** Keeps variants with unsaved changes; removes others with their file. */
    private void forgetGone(Set<Path> there) {
        for (String name : Set.copyOf(variants.keySet())) {
            Own own = variants.get(name);
            if (own.file().filter(file -> !there.contains(file)).isPresent()) {
                if (own.edited()) {
                    variants.put(name, new Own(own.recipe(), Optional.empty(), "", true));
                } else {
                    forget(name);
                }
            }
        }
        freeNames();
    }

    /** Reads a file and creates its variant, or returns the reason why not. */
    private Optional<String> takeUp(Path file, Set<String> shipped) {
        String before = variants.keySet().stream()
                .filter(name -> variants.get(name).file().filter(file::equals).isPresent())
                .findFirst()
                .orElse("");
        try {
            String text = text(file);
            Recipe recipe = RecipeFiles.parse(text, called(file));
            refuseName(recipe.name(), file, shipped, text);
            if (!before.equals(recipe.name())) {
                forgetUnlessEdited(before);
            }
            Own there = variants.get(recipe.name());
            if (there == null || !there.edited()) {
                configurations.put(recipe.name(), recipe.properties(), Keys.OWN);
                variants.put(recipe.name(), new Own(recipe, Optional.of(file), text, false));
            }
            return Optional.empty();
        } catch (RefusedException e) {
            forgetUnlessEdited(before);
            return Optional.of(e.getMessage());
        }
    }

    private String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new RefusedException("%s is not text in UTF-8.".formatted(called(file)), e);
        } catch (IOException e) {
            throw new RefusedException(
                    "%s cannot be read (%s)."
                            .formatted(called(file), e.getClass().getSimpleName()),
                    e);
        }
    }

    private void refuseName(String name, Path file, Set<String> shipped, String text) {
        Own other = variants.get(name);
        String why = null;
        if (shipped.contains(name)) {
            why = "is shipped with Clade";
        } else if (other != null && other.file().isEmpty()) {
            why = "was derived in this shell and not saved";
        } else if (other != null && !other.file().get().equals(file)) {
            why = "is in " + called(other.file().get());
        } else {
            Set<String> others = new TreeSet<>(shipped);
            others.addAll(variants.keySet());
            Optional<String> alike = VariantName.sameButForCase(name, others)
                    .filter(taken -> !variants.containsKey(taken)
                            || !variants.get(taken).file().equals(Optional.of(file)));
            why = alike.map("differs only in case from the variant %s"::formatted)
                    .orElse(null);
        }
        if (why != null) {
            throw new RefusedException("%s, line %s: the name %s %s; write another one after %s~."
                    .formatted(
                            called(file), new RecipeText(text).of(Keys.FACTORY + "~" + name), name, why, Keys.FACTORY));
        }
    }

    private void forgetUnlessEdited(String name) {
        if (variants.containsKey(name) && !variants.get(name).edited()) {
            forget(name);
            freeNames();
        }
    }

    private void forget(String name) {
        variants.remove(name);
        configurations.delete(name);
    }

    /** Reads refused files again after a name has become free. */
    private void freeNames() {
        files.values().removeIf(seen -> seen.refusal().isPresent());
    }

    private String called(Path file) {
        return folder.map(place -> place.called(file)).orElseGet(file::toString);
    }

    /** {@return the names} */
    synchronized Set<String> names() {
        return new TreeSet<>(variants.keySet());
    }

    /** {@return where a variant comes from; shipped if it is not the user's} */
    synchronized Origin origin(String name) {
        return variants.containsKey(name) ? variants.get(name).origin() : Origin.SHIPPED;
    }

    /** {@return the refused files, by the name of their variant, and why} */
    synchronized Map<String, String> refused() {
        Map<String, String> refused = new TreeMap<>();
        files.forEach((file, seen) -> seen.refusal().ifPresent(sentence -> {
            String name = file.getFileName().toString().replaceFirst("\\.json$", "");
            boolean taken = variants.containsKey(name) || configurations.names().contains(name);
            refused.put(taken ? file.getFileName().toString() : name, sentence);
        }));
        return refused;
    }

    /** Refuses the name of a refused file. */
    synchronized void refuseRefused(String name) {
        String sentence = refused().get(name);
        if (sentence != null) {
            throw new RefusedException(sentence);
        }
    }

    /**
     * A variant of the user's own.
     *
     * @param name its name
     * @return its recipe
     * @throws RefusedException if it is a shipped variant, or the name is unknown
     */
    synchronized Recipe recipe(String name) {
        return own(name).recipe();
    }

    private Own own(String name) {
        look();
        Own own = variants.get(name);
        if (own != null) {
            return own;
        }
        if (configurations.names().contains(name)) {
            throw new RefusedException(
                    ("Variant %s is shipped with Clade and cannot change; derive your own, as in variant:derive %s"
                                    + " --as my-%s.")
                            .formatted(name, name, name));
        }
        refuseRefused(name);
        throw RefusedException.unknown("variant of your own", name, variants.keySet());
    }

    /**
     * Refuses a name that a new variant cannot have.
     *
     * @param name the name
     */
    synchronized void refuseTaken(String name) {
        VariantName.check(name);
        look();
        Set<String> known = configurations.names();
        known.addAll(ShippedVariants.all(context));
        VariantName.sameButForCase(name, known).ifPresent(other -> {
            throw new RefusedException("The name %s differs only in case from the variant %s; choose another name."
                    .formatted(name, other));
        });
        boolean file = folder.filter(place -> Files.exists(place.file(name))).isPresent();
        if (file || known.contains(name)) {
            throw new RefusedException("Variant %s already exists; choose another name%s."
                    .formatted(
                            name,
                            variants.containsKey(name)
                                    ? ", change it with variant:set, or delete it first with variant:delete " + name
                                    : ""));
        }
    }

    /** Creates a variant, not saved yet. */
    synchronized void add(Recipe recipe) {
        refuseTaken(recipe.name());
        configurations.put(recipe.name(), recipe.properties(), Keys.OWN);
        variants.put(recipe.name(), new Own(recipe, Optional.empty(), "", true));
        pending.expect(Set.of(recipe.name()));
    }

    /** Changes a variant, not saved yet. */
    synchronized void change(Recipe recipe) {
        Own own = own(recipe.name());
        configurations.put(recipe.name(), recipe.properties(), Keys.OWN);
        variants.put(recipe.name(), new Own(recipe, own.file(), own.saved(), true));
        pending.expect(Set.of(recipe.name()));
    }

    /**
     * Writes a variant into the folder.
     *
     * @param name its name
     * @return the file
     */
    synchronized Path save(String name) {
        Own own = own(name);
        RecipeFolder place = folder.orElseThrow(() -> new RefusedException(
                "There is no folder to save %s in; export it to a file with variant:export %s <file>."
                        .formatted(name, name)));
        Path file = own.file().orElseGet(() -> place.file(name));
        String text = RecipeFiles.text(own.recipe(), place.schema());
        try {
            if (own.file().isPresent()) {
                refuseForeign(name, own);
                RecipeFiles.write(text, file);
            } else {
                RecipeFiles.create(text, file);
            }
        } catch (FileAlreadyExistsException e) {
            throw new RefusedException(
                    ("%s already exists, written by another process; derive yours under another name, as in variant:derive"
                                    + " %s --as %s-2.")
                            .formatted(called(file), name, name),
                    e);
        } catch (IOException e) {
            throw new RefusedException(
                    "%s cannot be written (%s); make the folder writable, or export the variant elsewhere with variant:export %s <file>."
                            .formatted(called(file), e.getClass().getSimpleName(), name),
                    e);
        }
        variants.put(name, new Own(own.recipe(), Optional.of(file), text, false));
        return file;
    }

    /** Refuses to change a file that another process has changed since it was read or written here. */
    private void refuseForeign(String name, Own own) {
        Path file = own.file().orElseThrow();
        if (Files.exists(file) && !text(file).equals(own.saved())) {
            throw new RefusedException(
                    ("%s was changed by another process since you changed %s here; derive yours under another name, as in"
                                    + " variant:derive %s --as %s-2, and delete the file if you do not need it.")
                            .formatted(called(file), name, name, name));
        }
    }

    /**
     * Removes a variant and its file.
     *
     * @param name its name
     */
    synchronized void delete(String name) {
        Own own = own(name);
        try {
            if (own.file().isPresent()) {
                refuseForeign(name, own);
                Files.deleteIfExists(own.file().get());
                files.remove(own.file().get());
            }
        } catch (IOException e) {
            throw new RefusedException(
                    "%s cannot be deleted (%s); make the folder writable."
                            .formatted(called(own.file().get()), e.getClass().getSimpleName()),
                    e);
        }
        forget(name);
        freeNames();
    }
}
