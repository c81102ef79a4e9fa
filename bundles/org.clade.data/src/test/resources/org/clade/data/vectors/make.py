"""Makes the files of VectorReaderTest: python make.py (numpy 2.4, safetensors 0.8, ml_dtypes 0.6, in this folder).

Value (i, j) of the 6 vectors of 4 values is i + j / 8. Labels are 5, 7, 5, 7, 5, 7; paths are p/0.png to p/5.png.
"""
import ml_dtypes
import numpy as np
from safetensors.numpy import save_file

V = (np.arange(6)[:, None] + np.arange(4)[None, :] / 8).astype(np.float32)
LABELS = np.array([5, 7] * 3)
PATHS = np.array([f"p/{i}.png" for i in range(6)])

np.save("features.npy", V)
np.save("half.npy", V.astype(np.float16))
np.save("double.npy", V.astype(np.float64))
np.save("bfloat16.npy", V.astype(ml_dtypes.bfloat16))
np.save("fortran.npy", np.asfortranarray(V))
np.save("pooled.npy", V[:, :, None, None])
np.save("tokens.npy", np.stack([V, V], 1))
np.save("line.npy", V[:, 0])
np.save("empty.npy", V[:0])
np.save("complex.npy", V.astype(np.complex64))
np.save("object.npy", np.array([[V]], dtype=object), allow_pickle=True)
bad = V.copy()
bad[3, 1] = np.nan
bad[5, 0] = np.inf
np.save("nan.npy", bad)
large = V.astype(np.float64)
large[2, 2] = 1e300
np.save("large.npy", large)
np.save("labels.npy", LABELS)
np.save("five.npy", LABELS[:5])
np.save("paths.npy", PATHS)
np.savez("all.npz", features=V, labels=LABELS, paths=PATHS)
np.savez_compressed("parts.npz", train_features=V[:4], train_labels=LABELS[:4], test_features=V[4:], test_labels=LABELS[4:])
np.savez("only.npz", dino=V)
np.savez("two.npz", dino=V, clip=V * 2)
save_file({"features": V, "labels": LABELS.astype(np.int64)}, "features.safetensors")
save_file({"dino": V.astype(ml_dtypes.bfloat16), "clip": V * 2}, "two.safetensors")
np.savetxt("plain.csv", V, delimiter=",")
np.savetxt("tabs.tsv", V, delimiter="\t", fmt="%.3f")
with open("frame.csv", "w") as file:  # as pandas' to_csv writes a frame with an index
    file.write(",path,f0,f1,f2,f3,label\n")
    for i in range(6):
        file.write(f'{i},"p/{i}.png",{V[i, 0]},{V[i, 1]},{V[i, 2]},{V[i, 3]},{"cat" if i % 2 else "dog"}\n')
