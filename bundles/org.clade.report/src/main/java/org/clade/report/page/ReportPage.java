package org.clade.report.page;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.clade.base.file.AtomicFile;
import org.clade.report.folder.RunFiles;

/**
 * The page {@code report.html}: one file with everything in it, made of the files of a folder and nothing else, so that the same
 * files give the same page.
 */
public final class ReportPage {

    /** The name of the page. */
    public static final String NAME = "report.html";

    private static final List<Consumer<Page>> SECTIONS = List.of(
            OverviewSection::add,
            CurvesSection::add,
            ClustersSection::add,
            CountsSection::add,
            ConfusionSection::add,
            MapSection::add,
            FeaturesSection::add,
            PicturesSection::add,
            FindingsSection::add,
            RecordSection::add);

    private ReportPage() {}

    /**
     * Writes the page of a folder.
     *
     * @param folder the folder of a run, a prediction or a clustered folder
     * @return the page
     */
    public static Path write(Path folder) {
        Path file = folder.resolve(NAME);
        AtomicFile.write(file, html(folder));
        return file;
    }

    /** {@return the page of a folder} */
    static String html(Path folder) {
        Page page = new Page(RunFiles.of(folder));
        SECTIONS.forEach(section -> section.accept(page));
        return PageTemplate.fill("report.mustache", page.model(), page.data());
    }
}
