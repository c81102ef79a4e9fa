package org.clade.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetReader;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.api.data.ProvidesReader;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads folders of image files: a folder per class, such folders under {@code train}, {@code val} and {@code test}, or
 * images alone, which then have no labels. It is asked after the readers of particular layouts.
 *
 * <p>Classes are numbered by the sorted names of their folders; images stand in the order train, val, test, then class,
 * then path. Test stands for val and test, whichever are there. Every header is read on opening, for size and colour.
 */
@Component(property = "service.ranking:Integer=-100")
@ProvidesReader(
        id = "folder",
        summary = "root/class/*.jpg|png, also under train, val and test; or images alone, without labels")
public final class ImageFolderReader implements DatasetReader {

    private static final List<String> PARTS = List.of("train", "val", "test");

    private final ImageScaler scaler;
    private final ImageDecoder decoder = new ImageDecoder();

    /**
     * The reader.
     *
     * @param scaler resizes images
     */
    @Activate
    public ImageFolderReader(@Reference ImageScaler scaler) {
        this.scaler = scaler;
    }

    @Override
    public Optional<Dataset> open(Path folder, Split split, Settings settings) {
        List<Path> parts = PARTS.stream()
                .map(folder::resolve)
                .filter(Files::isDirectory)
                .filter(part -> ImageFileList.directly(part).isEmpty() && ImageFileList.holdsImages(part))
                .toList();
        if (!parts.isEmpty()) {
            return Optional.of(classes(folder, wanted(folder, parts, split)));
        }
        List<Path> images = ImageFileList.directly(folder);
        List<Path> folders = ImageFileList.folders(folder);
        List<Path> filled = folders.stream().filter(ImageFileList::holdsImages).toList();
        if (images.isEmpty() && filled.isEmpty()) {
            return Optional.empty();
        }
        if (!images.isEmpty() && !filled.isEmpty()) {
            throw new RefusedException(
                    ("“%s” holds images and folders of images (“%s”) beside each other; put the images"
                                    + " into folders of their classes, or name the folder that is meant.")
                            .formatted(folder, filled.get(0).getFileName()));
        }
        if (split != Split.ALL) {
            throw noPart(folder, split, "it has no folders train, val or test");
        }
        return Optional.of(images.isEmpty() ? classes(folder, List.of(folder)) : unlabelled(folder, images));
    }

    private static List<Path> wanted(Path folder, List<Path> parts, Split split) {
        List<Path> wanted = parts.stream()
                .filter(part -> split == Split.ALL
                        || (split == Split.TRAIN)
                                == part.getFileName().toString().equals("train"))
                .toList();
        if (wanted.isEmpty()) {
            throw noPart(
                    folder,
                    split,
                    "it has only "
                            + parts.stream()
                                    .map(part -> part.getFileName().toString())
                                    .collect(Collectors.joining(" and ")));
        }
        return wanted;
    }

    private static RefusedException noPart(Path folder, Split split, String why) {
        return new RefusedException("“%s” has no split %s: %s; leave the split out."
                .formatted(folder, split.name().toLowerCase(Locale.ROOT), why));
    }

    private Dataset classes(Path folder, List<Path> parts) {
        // Classes are counted over all parts, so that a class keeps its number in every split.
        boolean divided = !parts.get(0).equals(folder);
        List<Path> all = divided
                ? PARTS.stream().map(folder::resolve).filter(Files::isDirectory).toList()
                : parts;
        List<String> names = List.copyOf(all.stream()
                .flatMap(part -> ImageFileList.folders(part).stream())
                .map(path -> path.getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new)));
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (Path part : parts) {
            for (Path classFolder : ImageFileList.folders(part)) {
                List<Path> images = ImageFileList.below(classFolder);
                if (images.isEmpty()) {
                    throw new RefusedException(
                            "The class folder “%s” holds no images (%s are read); fill it or take it away."
                                    .formatted(classFolder, String.join(", ", ImageDecoder.ENDINGS)));
                }
                int label = names.indexOf(classFolder.getFileName().toString());
                files.addAll(images);
                images.forEach(image -> labels.add(label));
            }
        }
        String protocol = divided
                ? parts.stream().map(part -> part.getFileName().toString()).collect(Collectors.joining("+"))
                : "all";
        String title = "%s %s of images in folders".formatted(names.size(), names.size() == 1 ? "class" : "classes");
        return set(
                folder,
                title,
                protocol,
                files,
                names,
                Optional.of(labels.stream().mapToInt(Integer::intValue).toArray()));
    }

    private Dataset unlabelled(Path folder, List<Path> images) {
        return set(folder, "images without labels", "all", images, List.of(), Optional.empty());
    }

    private Dataset set(
            Path folder,
            String title,
            String protocol,
            List<Path> files,
            List<String> classes,
            Optional<int[]> labels) {
        DatasetInfo info = new DatasetInfo(
                FolderNames.of(folder),
                title,
                "image folder",
                protocol,
                files.size(),
                shape(files),
                classes,
                labels.isPresent());
        return new ImageFiles(info, folder, files, labels, decoder, scaler);
    }

    private ImageShape shape(List<Path> files) {
        List<Found> found = files.parallelStream().map(this::header).toList();
        found.stream().flatMap(header -> header.refusal().stream()).findFirst().ifPresent(refusal -> {
            throw refusal;
        });
        List<ImageDecoder.Header> headers =
                found.stream().flatMap(header -> header.header().stream()).toList();
        ImageDecoder.Header first = headers.get(0);
        boolean grey = headers.stream().allMatch(ImageDecoder.Header::grey);
        boolean alike = headers.stream()
                .allMatch(header -> header.height() == first.height() && header.width() == first.width());
        return new ImageShape(grey ? 1 : 3, alike ? first.height() : 0, alike ? first.width() : 0);
    }

    private Found header(Path file) {
        try {
            return new Found(Optional.of(decoder.header(file)), Optional.empty());
        } catch (IOException e) {
            return new Found(Optional.empty(), Optional.of(ImageFiles.unreadable(file, e)));
        }
    }

    private record Found(Optional<ImageDecoder.Header> header, Optional<RefusedException> refusal) {}
}
