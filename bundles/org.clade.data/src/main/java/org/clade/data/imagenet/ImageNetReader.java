package org.clade.data.imagenet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetNote;
import org.clade.api.data.DatasetReader;
import org.clade.api.data.ImageFit;
import org.clade.api.data.ImageShape;
import org.clade.api.data.ProvidesReader;
import org.clade.api.data.Split;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.data.folder.ImageFileList;
import org.clade.data.folder.ImageFiles;
import org.clade.data.folder.ImageReading;
import org.clade.data.folder.ImageSurvey;
import org.clade.data.folder.ResizeSettings;
import org.clade.data.resize.ResizeFilter;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Reads ImageNet-10 and ImageNet-Dog-15 from the train images of ILSVRC-2012, which are in a folder for each class,
 * named by its WordNet id: {@code n02056570/n02056570_1.JPEG}. These folders are in the named folder itself, in
 * {@code train} or in
 * {@code Data/CLS-LOC/train} below it. Classes are in the order of the published list, images in the order of their names.
 *
 * <p>Authors shrink images differently: GATCluster bilinear and antialiased, as Clade does by default; DAC bilinear
 * without antialiasing ({@code antialias=off}); MMDC as Pillow does by default, which is {@code interpolation=nearest} before Pillow 7
 * and {@code interpolation=bicubic} since. All ignore the aspect ratio. Gray images get three equal channels.
 */
@Component
@ProvidesReader(
        id = "imagenet",
        summary = "ILSVRC2012(set=imagenet-10) or (set=imagenet-dog-15): those classes of ILSVRC-2012's train images")
public final class ImageNetReader implements DatasetReader {

    static final Option<String> SET =
            Option.string("set", "", "Which classes: imagenet-10 or imagenet-dog-15, by the lists of DAC's authors.");
    static final Option<ResizeFilter> INTERPOLATION = Option.choice(
            "interpolation",
            ResizeFilter.BILINEAR,
            "What the pixels of resized images are made of. MMDC: nearest or bicubic, by the version of Pillow.");
    static final Option<Boolean> ANTIALIAS =
            Option.bool("antialias", true, "Whether every pixel counts if an image becomes smaller. DAC: off.");

    private static final int CHANNELS = 3;
    private static final int EXAMPLES = 3;
    private static final List<String> PLACES = List.of("", "train", "ILSVRC2012_img_train", "Data/CLS-LOC/train");

    private final ImageReading reading;

    /**
     * The reader.
     *
     * @param context has the properties: the size limit of an image, the cache
     */
    @Activate
    public ImageNetReader(BundleContext context) {
        this(ImageReading.of(context::getProperty));
    }

    /** A reader with another way of reading images, for tests. */
    ImageNetReader(ImageReading reading) {
        this.reading = reading;
    }

    @Override
    public List<Option<?>> options() {
        return List.of(SET, INTERPOLATION, ANTIALIAS, ImageSurvey.SKIP_DAMAGED);
    }

    @Override
    public Optional<Dataset> open(Path folder, Split split, Settings settings) {
        String name = settings.get(SET);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<ImageNetSubset> set = ImageNetSubset.of(name);
        Optional<Path> train = PLACES.stream()
                .map(folder::resolve)
                .filter(place -> holdsClasses(place, set))
                .findFirst();
        if (train.isEmpty()) {
            return Optional.empty();
        }
        if (split == Split.TEST) {
            throw new RefusedException(
                    "%s is made of train images of ILSVRC-2012 alone, so there is no split test; leave the split out."
                            .formatted(name));
        }
        ResizeSettings resampling = new ResizeSettings(settings.get(INTERPOLATION), settings.get(ANTIALIAS));
        return Optional.of(open(
                folder,
                train.get(),
                set.orElseThrow(
                        () -> RefusedException.unknown("set in “%s”".formatted(folder), name, ImageNetSubset.ids())),
                settings.get(ImageSurvey.SKIP_DAMAGED),
                resampling));
    }

    private static boolean holdsClasses(Path place, Optional<ImageNetSubset> set) {
        return set.map(List::of).orElse(List.of(ImageNetSubset.values())).stream()
                .flatMap(ImageNetSubset::wordNetIds)
                .anyMatch(id -> Files.isDirectory(place.resolve(id)));
    }

    private Dataset open(Path folder, Path train, ImageNetSubset set, boolean skipDamaged, ResizeSettings resampling) {
        Map<String, List<Path>> images = new LinkedHashMap<>();
        set.wordNetIds().forEach(id -> images.put(id, images(train.resolve(id))));
        List<String> missing =
                images.keySet().stream().filter(id -> images.get(id).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw new RefusedException(
                    "%s needs images in the class folders %s of “%s”, which are missing or empty; unpack these classes there."
                            .formatted(set.title(), String.join(", ", missing), train));
        }
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<String> incomplete = new ArrayList<>();
        int label = 0;
        for (Map.Entry<String, List<Path>> each : images.entrySet()) {
            int count = each.getValue().size();
            if (count != ImageNetSubset.IMAGES_PER_CLASS) {
                incomplete.add("%s has %s".formatted(each.getKey(), count));
            }
            labels.addAll(Collections.nCopies(count, label++));
            files.addAll(each.getValue());
        }
        Optional<int[]> classes =
                Optional.of(labels.stream().mapToInt(Integer::intValue).toArray());
        ImageSurvey survey = ImageSurvey.of(folder, files, classes, skipDamaged, reading);
        DatasetInfo info = new DatasetInfo(
                set.id(),
                "%s: %s classes of ILSVRC-2012"
                        .formatted(set.title(), set.names().size()),
                "ILSVRC-2012",
                "train" + words(resampling),
                survey.files().size(),
                new ImageShape(CHANNELS, survey.shape().height(), survey.shape().width()),
                set.names(),
                true);
        List<DatasetNote> notes = Stream.concat(notes(incomplete).stream(), survey.notes().stream())
                .toList();
        return new ImageFiles(info, folder, survey, notes, ImageFit.SQUASH, reading).resampled(resampling);
    }

    private static List<Path> images(Path classFolder) {
        return Files.isDirectory(classFolder) ? ImageFileList.directly(classFolder) : List.of();
    }

    private static String words(ResizeSettings resampling) {
        return resampling.equals(ResizeSettings.AREA)
                ? ""
                : ", " + resampling.filter().name().toLowerCase(Locale.ROOT)
                        + (resampling.antialias() ? "" : " without antialiasing");
    }

    private static List<DatasetNote> notes(List<String> incomplete) {
        return incomplete.isEmpty()
                ? List.of()
                : List.of(new DatasetNote(
                        DatasetNote.Kind.DOUBTFUL,
                        incomplete.size(),
                        "classes",
                        "the papers' have %s images each, so scores are not comparable: %s"
                                .formatted(
                                        ImageNetSubset.IMAGES_PER_CLASS,
                                        String.join(
                                                ", ", incomplete.subList(0, Math.min(EXAMPLES, incomplete.size())))),
                        incomplete.stream().limit(EXAMPLES).toList()));
    }
}
