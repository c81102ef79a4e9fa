package org.clade.report.page;

import com.google.gson.Gson;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Templates, style sheet and scripts of pages. */
final class PageTemplate {

    /** Escapes what would end a script element. */
    private static final Gson JSON = new Gson();

    private PageTemplate() {}

    /**
     * Fills a template, with the style sheet and the scripts.
     *
     * @param name its file
     * @param model what it shows
     * @param data what the script is given
     * @return the page
     */
    static String fill(String name, Map<String, Object> model, Map<String, Object> data) {
        Map<String, Object> whole = new LinkedHashMap<>(model);
        whole.put("css", resource("report.css"));
        whole.put("js", resource("report.js"));
        whole.put("echarts", resource("/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.common.min.js"));
        whole.put("data", JSON.toJson(data));
        return Mustache.compiler()
                .emptyStringIsFalse(true)
                .defaultValue("")
                .withLoader(partial -> new StringReader(resource(partial + ".mustache")))
                .compile(resource(name))
                .execute(whole);
    }

    private static String resource(String name) {
        try (InputStream in = PageTemplate.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
