package org.clade.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetNote;
import org.clade.api.data.DatasetReader;
import org.clade.api.data.ImageFit;
import org.clade.api.data.ProvidesReader;
import org.clade.api.data.Split;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.data.folder.FolderNames;
import org.clade.data.folder.ImageFileList;
import org.clade.data.folder.ImageFiles;
import org.clade.data.folder.ImageReading;
import org.clade.data.folder.ImageSurvey;
import org.clade.data.folder.Leftovers;
import org.clade.data.folder.OtherFiles;
import org.clade.data.folder.PartFolders;
import org.clade.data.image.ImageFormat;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Reads folders of image files: a folder per class, such folders under {@code train}, {@code val} and {@code test}, or
 * images alone, also under {@code train}, {@code val} and {@code test}, which then have no labels. It comes after the
 * readers of particular layouts.
 *
 * <p>Classes are numbered by the sorted names of their folders; images are in the order train, val, test, then class,
 * then path. Test means val and test. Every header is read on opening, for size and color.
 */
@Component(property = "service.ranking:Integer=-100")
@ProvidesReader(
        id = "folder",
        summary = "root/class/*.jpg|png|…, also under train, val and test; or images alone, without labels")
public final class ImageFolderReader implements DatasetReader {

    /** The option for images of another aspect ratio. */
    static final Option<ImageFit> FIT = Option.choice(
            "fit",
            ImageFit.SQUASH,
            "How to fit images of another aspect ratio: squash changes their aspect ratio, crop cuts them to"
                    + " the middle, pad adds black around them.");

    /** The option for what folders are. */
    static final Option<FolderLabels> LABELS = Option.choice(
            "labels",
            FolderLabels.FOLDERS,
            "What folders of images are: folders takes them for classes, none takes all images of the folder and of those below it,"
                    + " without labels.");

    private static final String NOT_IN_CLASS = "not in a class folder, so without a label";
    private static final String NO_PART = "outside the folders " + PartFolders.names();

    private final ImageReading reading;

    /**
     * The reader.
     *
     * @param context has the properties: the size limit of an image, the cache
     */
    @Activate
    public ImageFolderReader(BundleContext context) {
        this(ImageReading.of(context::getProperty));
    }

    /** A reader with another way of reading images, for tests. */
    ImageFolderReader(ImageReading reading) {
        this.reading = reading;
    }

    @Override
    public List<Option<?>> options() {
        return List.of(ImageSurvey.SKIP_DAMAGED, FIT, LABELS);
    }

    @Override
    public Optional<Dataset> open(Path folder, Split split, Settings settings) {
        List<Path> loose = ImageFileList.directly(folder);
        List<Path> filled = classFolders(folder);
        if (loose.isEmpty() && filled.isEmpty()) {
            return Optional.empty();
        }
        Found found =
                new Found(folder, new Leftovers(folder), settings.get(ImageSurvey.SKIP_DAMAGED), settings.get(FIT));
        if (settings.get(LABELS) == FolderLabels.NONE) {
            if (split != Split.ALL) {
                throw noPart(folder, split, "with labels=none all of its images are one set");
            }
            return Optional.of(unlabeled(found, "all", ImageFileList.below(folder, found.left())));
        }
        ImageFileList.others(folder, found.left());
        List<Path> parts = parts(filled);
        if (!parts.isEmpty()) {
            found.left().images(folder, loose, NO_PART);
            filled.stream().filter(other -> !parts.contains(other)).forEach(other -> found.left()
                    .images(other, ImageFileList.below(other), NO_PART));
            return Optional.of(divided(found, parts, split));
        }
        if (!loose.isEmpty() && !filled.isEmpty()) {
            throw new RefusedException(("“%s” holds both images and folders of images (“%s”); put the images"
                            + " into folders of their classes, name the right folder, or write --data \"%1$s(labels=none)\" to take all without labels.")
                    .formatted(folder, FolderNames.last(filled.get(0))));
        }
        if (loose.isEmpty() && wraps(filled)) {
            return open(filled.get(0), split, settings);
        }
        if (split != Split.ALL) {
            throw noPart(folder, split, "it has no folders " + PartFolders.names());
        }
        return Optional.of(
                loose.isEmpty() ? classes(found, List.of(folder), List.of(folder)) : unlabeled(found, "all", loose));
    }

    /**
     * The folders that are parts of the set. A class may have the name train or test: it counts as a class if it holds
     * only images, is next to other classes, and has no counterpart.
     */
    private static List<Path> parts(List<Path> filled) {
        List<Path> named = filled.stream()
                .filter(PartFolders::isPart)
                .sorted(PartFolders.order())
                .toList();
        boolean all = named.size() == filled.size();
        boolean both = named.stream().anyMatch(part -> PartFolders.belongs(part, Split.TRAIN))
                && named.stream().anyMatch(part -> PartFolders.belongs(part, Split.TEST));
        return all
                        || both
                        || named.stream().anyMatch(part -> !classFolders(part).isEmpty())
                ? named
                : List.of();
    }

    /** {@return whether a single folder contains the parts or classes of a set, as in unpacked archives} */
    private static boolean wraps(List<Path> filled) {
        if (filled.size() != 1 || !ImageFileList.directly(filled.get(0)).isEmpty()) {
            return false;
        }
        List<Path> inside = classFolders(filled.get(0));
        return inside.size() > 1 || !parts(inside).isEmpty();
    }

    private static List<Path> classFolders(Path part) {
        return ImageFileList.folders(part).stream()
                .filter(ImageFileList::holdsImages)
                .toList();
    }

    private static RefusedException noPart(Path folder, Split split, String why) {
        return new RefusedException("“%s” has no split %s: %s; leave the split out."
                .formatted(folder, split.name().toLowerCase(Locale.ROOT), why));
    }

    private Dataset divided(Found found, List<Path> parts, Split split) {
        List<Path> wanted =
                parts.stream().filter(part -> PartFolders.belongs(part, split)).toList();
        if (wanted.isEmpty()) {
            throw noPart(found.folder(), split, "it has only " + joined(parts, " and "));
        }
        List<Path> labeled = wanted.stream()
                .filter(part -> !classFolders(part).isEmpty() && !onlyImages(part))
                .toList();
        if (labeled.isEmpty()) {
            List<Path> images = wanted.stream()
                    .flatMap(part -> ImageFileList.below(part).stream())
                    .toList();
            return unlabeled(found, joined(wanted, "+"), images);
        }
        for (Path part : wanted) {
            found.left()
                    .images(
                            part,
                            labeled.contains(part) ? ImageFileList.directly(part) : ImageFileList.below(part),
                            NOT_IN_CLASS);
        }
        return classes(
                found, labeled, parts.stream().filter(part -> !onlyImages(part)).toList());
    }

    /** {@return whether all images of a part are in one folder named images, which is no class} */
    private static boolean onlyImages(Path part) {
        List<Path> folders = classFolders(part);
        return folders.size() == 1 && FolderNames.last(folders.get(0)).equalsIgnoreCase("images");
    }

    private static String joined(List<Path> parts, String between) {
        return parts.stream().map(FolderNames::last).collect(Collectors.joining(between));
    }

    /** Classes are counted over all parts, so that a class keeps its number in every split. */
    private Dataset classes(Found found, List<Path> wanted, List<Path> parts) {
        List<String> names = List.copyOf(parts.stream()
                .flatMap(part -> ImageFileList.folders(part).stream())
                .filter(folder -> ImageFileList.holdsImages(folder) || !takenFor(folder))
                .map(FolderNames::last)
                .collect(Collectors.toCollection(TreeSet::new)));
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (Path part : wanted) {
            for (Path classFolder : ImageFileList.folders(part)) {
                List<Path> images = ImageFileList.below(classFolder);
                if (!images.isEmpty()) {
                    int label = names.indexOf(FolderNames.last(classFolder));
                    files.addAll(images);
                    images.forEach(image -> labels.add(label));
                } else if (takenFor(classFolder)) {
                    found.left().empty(classFolder);
                } else {
                    throw new RefusedException(
                            "The class folder “%s” holds no images (%s are read); fill it or remove it."
                                    .formatted(classFolder, String.join(", ", ImageFormat.allEndings())));
                }
            }
        }
        boolean whole = wanted.get(0).equals(found.folder());
        String title = "%s %s of images in folders".formatted(names.size(), names.size() == 1 ? "class" : "classes");
        return set(
                found,
                title,
                whole ? "all" : joined(wanted, "+"),
                files,
                names,
                Optional.of(labels.stream().mapToInt(Integer::intValue).toArray()));
    }

    /** {@return whether a folder without images has another purpose: it holds files, none of which may be a picture} */
    private static boolean takenFor(Path folder) {
        return OtherFiles.in(folder).filter(files -> !files.pictures()).isPresent();
    }

    private Dataset unlabeled(Found found, String protocol, List<Path> images) {
        return set(found, "images without labels", protocol, images, List.of(), Optional.empty());
    }

    private Dataset set(
            Found found,
            String title,
            String protocol,
            List<Path> files,
            List<String> classes,
            Optional<int[]> labels) {
        ImageSurvey survey = ImageSurvey.of(found.folder(), files, labels, found.skipDamaged(), reading);
        DatasetInfo info = new DatasetInfo(
                FolderNames.of(found.folder()),
                title,
                "image folder",
                protocol,
                survey.files().size(),
                survey.shape(),
                classes,
                labels.isPresent());
        List<DatasetNote> notes = Stream.concat(found.left().notes().stream(), survey.notes().stream())
                .toList();
        return new ImageFiles(info, found.folder(), survey, notes, found.fit(), reading);
    }

    /**
     * The files of a set.
     *
     * @param folder its folder
     * @param left the files that are left out
     * @param skipDamaged whether to leave out damaged files too
     * @param fit how to fit it to fit images of another aspect ratio
     */
    private record Found(Path folder, Leftovers left, boolean skipDamaged, ImageFit fit) {}
}
