"""Makes the files of VectorsTest: python make-vectors.py <images> <labels> (numpy 2.4), with the two files of Fashion-MNIST that Clade embeds.

32 principal components of the first 1,500 images, and their labels.
"""
import gzip
import sys

import numpy as np

N = 1500
images = np.frombuffer(gzip.open(sys.argv[1]).read(), np.uint8, offset=16).reshape(-1, 784)[:N].astype(np.float32) / 255
labels = np.frombuffer(gzip.open(sys.argv[2]).read(), np.uint8, offset=8)[:N]
images -= images.mean(0)
axes = np.linalg.svd(images, full_matrices=False)[2][:32]
np.save("vectors.npy", (images @ axes.T).astype(np.float16))
np.save("labels.npy", labels)
