package org.clade.data.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.clade.api.data.DatasetNote;
import org.clade.api.data.ImageShape;
import org.clade.api.data.SkippedFile;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.data.cache.RecordStore;
import org.clade.data.image.DecodeThreads;
import org.clade.data.image.Header;

/**
 * What the files of a set are, told on opening: their size and color, which of them cannot be read, and which of 16 bits use
 * so few that little is left of them.
 *
 * @param files those that can be read
 * @param labels their labels, where there are any
 * @param shape the shape of all; height and width are 0 where images differ in size
 * @param notes what was left out, and what is doubtful
 * @param skipped the files that were left out since they cannot be read
 */
public record ImageSurvey(
        List<Path> files,
        Optional<int[]> labels,
        ImageShape shape,
        List<DatasetNote> notes,
        List<SkippedFile> skipped) {

    /** The option of a reader that leaves damaged files out. */
    public static final Option<Boolean> SKIP_DAMAGED =
            Option.bool("skip_damaged", false, "Whether images that cannot be read are left out, counted and named.");

    private static final int BITS = 16;
    private static final int FEW_BITS = 12;

    /**
     * Looks at files.
     *
     * @param root the folder of the set
     * @param files the files, at least one
     * @param labels their labels, where there are any
     * @param skipDamaged whether those that cannot be read are left out; every image is decoded to find them
     * @param reading decodes them
     * @return what they are
     * @throws RefusedException if files cannot be read, all of them named
     */
    public static ImageSurvey of(
            Path root, List<Path> files, Optional<int[]> labels, boolean skipDamaged, ImageReading reading) {
        DamagedFiles damaged = new DamagedFiles(root, files);
        Header[] headers = new Header[files.size()];
        int[] bits = new int[files.size()];
        String settings =
                (skipDamaged ? "checked|" : "headers|") + reading.decoder().settings();
        try (RecordStore kept = reading.cache().open(root, settings, FileFindings.BYTES)) {
            DecodeThreads.forEach(
                    0,
                    headers.length,
                    i -> damaged.read(i, file -> {
                        FileFindings found = FileFindings.of(
                                kept.get(FolderNames.relative(root, file), file, each -> FileFindings.of(
                                                reading.decoder(), each, skipDamaged)
                                        .bytes()));
                        headers[i] = found.header();
                        bits[i] = found.usedBits();
                        return file;
                    }));
        }
        if (!damaged.none() && !skipDamaged) {
            // Files whose headers are whole may be damaged behind them; they are to be named too.
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
                "they use no more than %s of their 16 bits, so %s levels are left of them; scale their values to 16 bits"
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
