"""Makes the files of this folder: python make.py (NumPy 2.4). No test runs it.

Pixel p of image i is (7 i + p) mod 256, counted in the order of the array.
"""

import io
import zipfile

import numpy as np
from numpy.lib import format as npy


def pixels(n, *shape):
    size = int(np.prod(shape))
    return ((7 * np.arange(n)[:, None] + np.arange(size)) % 256).astype(np.uint8).reshape(n, *shape)


def column(*labels):
    return np.array(labels, np.uint8).reshape(-1, 1)


np.savez_compressed(
    "medmnist.npz",
    train_images=pixels(5, 4, 3),
    train_labels=column(0, 1, 3, 0, 1),
    val_images=pixels(2, 4, 3),
    val_labels=column(3, 3),
    test_images=pixels(3, 4, 3),
    test_labels=column(1, 0, 3),
)
np.savez("color.npz", x_train=pixels(3, 2, 5, 3), y_train=np.array([2, 9, 2], ">i4"), x_test=pixels(2, 2, 5, 3), y_test=np.array([9, 9], np.int64))
np.savez("planes.npz", images=pixels(2, 3, 2, 5))
np.savez("several.npz", train_images=pixels(2, 4, 4), train_labels=np.zeros((2, 14), np.uint8))
with zipfile.ZipFile("versions.npz", "w") as archive:
    for name, version in (("train", (1, 0)), ("val", (2, 0)), ("test", (3, 0))):
        for part, array in (("images", pixels(2, 2, 2)), ("labels", np.array([0, 1]))):
            file = io.BytesIO()
            npy.write_array(file, array, version=version)
            archive.writestr(f"{name}_{part}.npy", file.getvalue())
np.savez("pickled.npz", images=np.array([[[{}]]], object))
np.savez("float.npz", images=pixels(2, 2, 2).astype(np.float32) / 255)
np.savez("fortran.npz", images=np.asfortranarray(pixels(2, 2, 3)))
np.savez("volumes.npz", train_images=pixels(2, 4, 4, 4))
np.savez("unequal.npz", images=pixels(2, 2, 2), labels=np.array([0, 1, 1]))
np.savez("other.npz", a=pixels(2, 2, 2), b=np.array([0, 1]))
