"""Makes the arrays of NpyArrayTest and NpzFileTest: python make.py (numpy 2.4, ml_dtypes 0.6, in this folder).

Value (i, j) of a matrix of 4 rows and 3 columns is i - j / 4, which every type of floating-point numbers holds exactly.
"""
import io
import zipfile

import ml_dtypes
import numpy as np
from numpy.lib import format as npy

MATRIX = (np.arange(4)[:, None] - np.arange(3)[None, :] / 4).astype(np.float64)

for name, dtype in {"f2": "<f2", "f4": "<f4", "f8": "<f8", "big": ">f4"}.items():
    np.save(f"{name}.npy", MATRIX.astype(dtype))
np.save("bf2.npy", MATRIX.astype(ml_dtypes.bfloat16))
np.save("columns.npy", np.asfortranarray(MATRIX.astype("<f4")))
np.save("cube.npy", np.asfortranarray(np.arange(24, dtype="<f4").reshape(2, 3, 4)))
for version in ((2, 0), (3, 0)):
    with open(f"version{version[0]}.npy", "wb") as file:
        npy.write_array(file, MATRIX.astype("<f4"), version=version)
np.save("u1.npy", np.array([[0, 255], [128, 1]], dtype=np.uint8))
np.save("i8.npy", np.array([3, -1, 2**40]))
np.save("texts.npy", np.array(["a/ä 1.png", "b.png", "\U0001F600"]))
np.save("bytes.npy", np.array([b"a.png", b"bcd.png"]))
np.save("object.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
np.save("complex.npy", np.array([1j]))
np.save("record.npy", np.array([(1, 2.0)], dtype=[("a", "<i4"), ("b", "<f4")]))
np.save("scalar.npy", np.float32(1))
np.save("none.npy", np.zeros((0, 3), dtype="<f4"))
np.savez("stored.npz", features=MATRIX.astype("<f4"), labels=np.arange(4))
np.savez_compressed("packed.npz", features=MATRIX.astype("<f4"))
# savez writes zip64 entries; here the sizes in the list of entries have 64 bits too
with zipfile.ZipFile("zip64.npz", "w") as archive:
    with archive.open("features.npy", "w", force_zip64=True) as file:
        npy.write_array(file, MATRIX.astype("<f4"))
