package org.clade.data.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetNote;
import org.clade.api.data.ImageShape;
import org.clade.api.data.SkippedFile;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.data.cache.RecordStore;
import org.clade.data.image.DecodeThreads;
import org.clade.data.image.Header;

/**
 * The properties of the files of a set, found on opening: size and color, unreadable files, and 16-bit images that use only a few bits.
 *
 * @param files the readable files
 * @param labels their labels, if any
 * @param shape the common shape; height and width are 0 if images differ in size
 * @param notes notes on left-out files and doubtful images
 * @param skipped the unreadable files, which are left out
 */
public record ImageSurvey(
        List<Path> files,
        Optional<int[]> labels,
        ImageShape shape,
        List<DatasetNote> notes,
        List<SkippedFile> skipped) {

    /** The reader's option for leaving out damaged files. */
    public static final Option<Boolean> SKIP_DAMAGED =
            Option.bool("skip_damaged", false, "Whether to leave out, count and name images that cannot be read.");

    private static final int BITS = 16;
    private static final int FEW_BITS = 12;

    /**
     * Inspects files.
     *
     * @param root the folder of the set
     * @param files the files, at least one
     * @param labels their labels, if any
     * @param skipDamaged whether to leave out unreadable files; this decodes every image, and keeps its thumbnail
     * @param reading decodes files them
     * @return the survey
     * @throws RefusedException if files cannot be read; the message names all of them
     */
    public static ImageSurvey of(
            Path root, List<Path> files, Optional<int[]> labels, boolean skipDamaged, ImageReading reading) {
        DamagedFiles damaged = new DamagedFiles(root, files);
        Header[] headers = new Header[files.size()];
        int[] bits = new int[files.size()];
        String settings =
                (skipDamaged ? "checked|" : "headers|") + reading.decoder().settings();
        boolean thumbnails = skipDamaged && ThumbnailCache.fits(files.size(), reading);
        try (RecordStore kept = reading.cache().open(root, settings, FileFindings.BYTES);
                ThumbnailCache shown = new ThumbnailCache(root, reading, Dataset.THUMBNAIL_SIDE)) {
            FileFindings.WholeImage whole = thumbnails ? file -> shown.get(file, 1) : reading.decoder()::usedBits;
            DecodeThreads.forEach(
                    0,
                    headers.length,
                    i -> damaged.read(i, file -> {
                        FileFindings found = FileFindings.of(
                                kept.get(FolderNames.relative(root, file), file, each -> FileFindings.of(
                                                reading.decoder(),
                                                each,
                                                skipDamaged ? Optional.of(whole) : Optional.empty())
                                        .bytes()));
                        headers[i] = found.header();
                        bits[i] = found.usedBits();
                        return file;
                    }));
        }
        if (!damaged.none() && !skipDamaged) {
            // Files with intact headers may be damaged later; the message must name them too.
            DecodeThreads.forEach(0, headers.length, i -> {
                if (damaged.whole(i)) {
                    damaged.read(i, reading.decoder()::usedBits);
                }
            });
            throw damaged.refusal();
        }
        int[] whole = IntStream.range(0, headers.length).filter(damaged::whole).toArray();
        if (whole.length == 0) {
            throw damaged.refusal();
        }
        List<DatasetNote> notes = new ArrayList<>(damaged.notes());
        few(root, files, whole, headers, bits).ifPresent(notes::add);
        return new ImageSurvey(
                IntStream.of(whole).mapToObj(files::get).toList(),
                labels.map(all -> IntStream.of(whole).map(i -> all[i]).toArray()),
                shape(IntStream.of(whole).mapToObj(i -> headers[i]).toList()),
                notes,
                damaged.skipped());
    }

    private static Optional<DatasetNote> few(Path root, List<Path> files, int[] whole, Header[] headers, int[] bits) {
        int[] deep = IntStream.of(whole).filter(i -> headers[i].bits() == BITS).toArray();
        int most = IntStream.of(deep).map(i -> bits[i]).max().orElse(BITS);
        if (most > FEW_BITS) {
            return Optional.empty();
        }
        return Optional.of(new DatasetNote(
                DatasetNote.Kind.DOUBTFUL,
                deep.length,
                "images of 16 bits",
                "they use no more than %s of their 16 bits, so they have only %s levels; scale their values to 16 bits"
                        .formatted(most, 1 << Math.max(0, most - 8)),
                IntStream.of(deep)
                        .limit(3)
                        .mapToObj(i -> FolderNames.relative(root, files.get(i)))
                        .toList()));
    }

    private static ImageShape shape(List<Header> headers) {
        Header first = headers.get(0);
        boolean gray = headers.stream().allMatch(Header::gray);
        boolean alike = headers.stream()
                .allMatch(header -> header.height() == first.height() && header.width() == first.width());
        return new ImageShape(gray ? 1 : 3, alike ? first.height() : 0, alike ? first.width() : 0);
    }
}
