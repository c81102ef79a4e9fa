package org.clade.data.fashionmnist;

import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetSource;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ProvidesDataset;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The embedded set {@code fashion-mnist-10k}: the 10,000 test images of Fashion-MNIST with their labels. */
@Component
@ProvidesDataset(
        id = FashionMnistSource.ID,
        summary = "The 10,000 test images of Fashion-MNIST, 28×28 gray, ten kinds of clothing (MIT, Zalando SE)")
public final class FashionMnistSource implements DatasetSource {

    static final String ID = "fashion-mnist-10k";

    private final ImageScaler scaler;

    /**
     * The source.
     *
     * @param scaler resizes images
     */
    @Activate
    public FashionMnistSource(@Reference ImageScaler scaler) {
        this.scaler = scaler;
    }

    @Override
    public Dataset open() {
        return new FashionMnist(scaler);
    }
}
