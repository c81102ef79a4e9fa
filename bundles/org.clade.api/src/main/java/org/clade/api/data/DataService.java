package org.clade.api.data;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Finds image sets by name or folder. */
@ProviderType
public interface DataService {

    /**
     * Opens an image set.
     *
     * @param nameOrFolder the id of a {@link DatasetSource}, a folder or file, or the name of one below {@code CLADE_DATA};
     *     options of the set or the reader may follow in brackets, {@code cifar-100-binary(fine=on)}, and options that draw some
     *     of its images: {@code classes=5}, {@code retain=0.1} (the share that is kept of the first class; the last keeps all),
     *     {@code samples=10000}, {@code seed=2}
     * @param split which images
     * @return the set
     * @throws org.clade.api.part.RefusedException if the name or folder does not exist (the message names the nearest
     *     one), if no reader knows the layout (it lists the known ones), or if the set is incomplete
     */
    Dataset open(String nameOrFolder, Split split);

    /** {@return the sets with a name: embedded ones, then folders below {@code CLADE_DATA} that a reader knows} */
    List<DatasetInfo> list();
}
