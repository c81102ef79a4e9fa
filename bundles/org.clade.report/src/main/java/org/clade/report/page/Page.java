package org.clade.report.page;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clade.report.folder.ClusterNames;
import org.clade.report.folder.RunFiles;

/** What the template and the script of a page are given, section by section. */
final class Page {

    private final RunFiles files;
    private final ClusterNames names;
    private final EmbeddedPictures pictures;
    private final Map<String, Object> model = new LinkedHashMap<>();
    private final Map<String, Object> data = new LinkedHashMap<>();
    private final List<Map<String, String>> sections = new ArrayList<>();

    Page(RunFiles files) {
        this.files = files;
        this.names = ClusterNames.of(files);
        this.pictures = new EmbeddedPictures(files.folder().resolve("figures"));
    }

    /** {@return the files that the page is made of} */
    RunFiles files() {
        return files;
    }

    /** {@return the folder of the figures} */
    Path figures() {
        return files.folder().resolve("figures");
    }

    /** {@return what the clusters are called} */
    ClusterNames names() {
        return names;
    }

    /** {@return pictures to be put into the page} */
    EmbeddedPictures pictures() {
        return pictures;
    }

    /** Gives the template something. */
    void put(String key, Object value) {
        model.put(key, value);
    }

    /** Gives the script something. */
    void data(String key, Object value) {
        data.put(key, value);
    }

    /** Adds a section to the list at the top. */
    void section(String id, String name) {
        sections.add(Map.of("id", id, "name", name));
    }

    /** {@return what the template is given} */
    Map<String, Object> model() {
        Map<String, Object> whole = new LinkedHashMap<>(model);
        whole.put("sections", sections);
        return whole;
    }

    /** {@return what the script is given} */
    Map<String, Object> data() {
        return data;
    }
}
