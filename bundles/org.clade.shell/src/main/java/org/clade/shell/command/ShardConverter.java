package org.clade.shell.command;

import org.clade.api.part.RefusedException;
import org.clade.api.prediction.Shard;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 2/4}. */
public final class ShardConverter implements ITypeConverter<Shard> {

    /** Made by picocli. */
    public ShardConverter() {
        // It has no state.
    }

    @Override
    public Shard convert(String value) {
        try {
            return Shard.of(value);
        } catch (RefusedException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
