package org.clade.tensorboard;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.util.function.Consumer;

/**
 * A message that is filled field by field.
 *
 * @param builder the message
 */
record MessageFields(DynamicMessage.Builder builder) {

    private FieldDescriptor field(String name) {
        return builder.getDescriptorForType().findFieldByName(name);
    }

    /** Sets a number, a text, bytes or a whole message. */
    MessageFields set(String name, Object value) {
        builder.setField(field(name), value);
        return this;
    }

    /** Appends to a repeated field. */
    MessageFields add(String name, Object value) {
        builder.addRepeatedField(field(name), value);
        return this;
    }

    /** Sets a field to a constant of its enumeration. */
    MessageFields choose(String name, String constant) {
        EnumDescriptor type = field(name).getEnumType();
        return set(name, type.findValueByName(constant));
    }

    /** Sets a field to a message. */
    MessageFields fill(String name, Consumer<MessageFields> content) {
        return set(name, inner(name, content));
    }

    /** Appends a message to a repeated field. */
    MessageFields append(String name, Consumer<MessageFields> content) {
        return add(name, inner(name, content));
    }

    private Message inner(String name, Consumer<MessageFields> content) {
        MessageFields inner =
                new MessageFields(DynamicMessage.newBuilder(field(name).getMessageType()));
        content.accept(inner);
        return inner.build();
    }

    /** {@return the message} */
    Message build() {
        return builder.build();
    }
}
