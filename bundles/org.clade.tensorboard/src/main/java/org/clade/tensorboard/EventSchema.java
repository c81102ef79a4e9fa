package org.clade.tensorboard;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.StructProto;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The messages of {@code event.textproto}. */
final class EventSchema {

    private static final FileDescriptor FILE = read();

    private EventSchema() {}

    private static FileDescriptor read() {
        FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder();
        try (InputStream text = EventSchema.class.getResourceAsStream("event.textproto")) {
            TextFormat.merge(new InputStreamReader(text, StandardCharsets.UTF_8), file);
            return FileDescriptor.buildFrom(file.build(), new FileDescriptor[] {StructProto.getDescriptor()});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return a new message} */
    static MessageFields message(String type) {
        return new MessageFields(DynamicMessage.newBuilder(FILE.findMessageTypeByName(type)));
    }
}
