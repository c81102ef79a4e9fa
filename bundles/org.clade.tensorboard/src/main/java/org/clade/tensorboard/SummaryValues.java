package org.clade.tensorboard;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.Value;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.clade.picture.Thumbnails;

/** The values of one summary: scalars, histograms, pictures and hyperparameters, each under a tag. */
final class SummaryValues {

    private static final String PARAMETERS = "hparams";

    private final List<Consumer<MessageFields>> values = new ArrayList<>();

    private SummaryValues add(String tag, Consumer<MessageFields> content) {
        values.add(value -> content.accept(value.set("tag", tag)));
        return this;
    }

    SummaryValues scalar(String tag, double value) {
        return add(tag, fields -> fields.set("simple_value", (float) value));
    }

    SummaryValues histogram(String tag, ValueHistogram histogram) {
        return add(tag, fields -> fields.fill("histo", histogram::write));
    }

    /** Adds a picture, as JPEG. */
    SummaryValues picture(String tag, BufferedImage picture) {
        return add(
                tag,
                fields -> fields.fill("image", image -> image.set("height", picture.getHeight())
                        .set("width", picture.getWidth())
                        .set("colorspace", picture.getRaster().getNumBands())
                        .set("encoded_image_string", ByteString.copyFrom(Thumbnails.jpeg(picture)))));
    }

    /** Adds the hyperparameters of a run that begins. */
    SummaryValues parameters(Map<String, Value> parameters, Instant now) {
        return plugin(
                "_hparams_/session_start_info",
                data -> data.fill("session_start_info", start -> {
                    parameters.forEach((key, value) -> start.append(
                            PARAMETERS, entry -> entry.set("key", key).set("value", value)));
                    start.set("start_time_secs", seconds(now));
                }));
    }

    /** Adds the end of a run. */
    SummaryValues end(String status, Instant now) {
        return plugin(
                "_hparams_/session_end_info",
                data -> data.fill(
                        "session_end_info", end -> end.choose("status", status).set("end_time_secs", seconds(now))));
    }

    private SummaryValues plugin(String tag, Consumer<MessageFields> content) {
        MessageFields data = EventSchema.message("HParamsPluginData");
        content.accept(data);
        Message built = data.build();
        return add(
                tag,
                fields -> fields.fill(
                        "metadata",
                        metadata -> metadata.fill("plugin_data", plugin -> plugin.set("plugin_name", PARAMETERS)
                                .set("content", built.toByteString()))));
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }

    /** Writes all values into an event. */
    void write(MessageFields event) {
        event.fill("summary", summary -> values.forEach(value -> summary.append("value", value)));
    }
}
