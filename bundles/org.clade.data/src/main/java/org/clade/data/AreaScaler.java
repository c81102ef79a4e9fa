package org.clade.data;

import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.api.data.ResizedCrop;
import org.clade.data.resize.Fitting;
import org.clade.data.resize.Kernel;
import org.clade.data.resize.ResizeFilter;
import org.osgi.service.component.annotations.Component;

/**
 * Resizes in the arithmetic of Pillow's {@code BILINEAR}: first along rows, then along columns. It skips a pass that
 * would not change the size.
 */
@Component
public final class AreaScaler implements ImageScaler {

    @Override
    public byte[] scale(byte[] image, ImageShape shape, int height, int width) {
        if (image.length != shape.bytes() || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "%s bytes of shape %s cannot be resized to %s×%s".formatted(image.length, shape, height, width));
        }
        byte[] wide = Kernel.of(shape.width(), width).alongRows(image, shape.channels() * shape.height());
        return Kernel.of(shape.height(), height).alongColumns(wide, shape.channels(), width);
    }

    @Override
    public byte[] center(byte[] image, ImageShape shape, ResizedCrop crop) {
        Fitting part = Fitting.center(crop, shape.height(), shape.width());
        ResizeFilter filter = ResizeFilter.of(crop.interpolation());
        byte[] wide = Kernel.of(shape.width(), part.left(), part.right(), part.width(), filter, true)
                .alongRows(image, shape.channels() * shape.height());
        byte[] small = Kernel.of(shape.height(), part.top(), part.bottom(), part.height(), filter, true)
                .alongColumns(wide, shape.channels(), part.width());
        return part.placed(small, shape.channels());
    }
}
