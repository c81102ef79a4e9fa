"""Makes golden.csv, what Pillow and SciPy make of an image: python make.py (Pillow 12.3, NumPy, SciPy). No test runs it.

Pixel (y, x) of the image of 13 rows and 17 columns is (37 x + 59 y + 11 x y) mod 256. SciPy's linear interpolation at the
middles of the new pixels is what scikit-image's resize did before it had antialiasing.
"""

import numpy as np
from PIL import Image
from scipy.ndimage import map_coordinates

H, W = 13, 17
y, x = np.mgrid[0:H, 0:W]
image = ((37 * x + 59 * y + 11 * x * y) % 256).astype(np.uint8)


def aliased(h, w):
    rows = (np.arange(h) + 0.5) * H / h - 0.5
    columns = (np.arange(w) + 0.5) * W / w - 0.5
    points = np.meshgrid(rows, columns, indexing="ij")
    return np.rint(map_coordinates(image.astype(float), points, order=1, mode="nearest")).astype(int)


with open("golden.csv", "w") as out:
    for h, w in ((5, 6), (7, 17), (20, 9)):
        for name, pillow in (("BICUBIC", Image.BICUBIC), ("NEAREST", Image.NEAREST), ("BILINEAR", Image.BILINEAR)):
            levels = np.asarray(Image.fromarray(image).resize((w, h), pillow))
            print(name, "true", h, w, *levels.ravel(), sep=",", file=out)
        print("BILINEAR", "false", h, w, *aliased(h, w).ravel(), sep=",", file=out)

# centers.csv: torchvision 0.28's CenterCrop(crop)(Resize(side, filter)(image)) of images made the same way in other sizes.
from torchvision.transforms import CenterCrop, InterpolationMode, Resize  # noqa: E402

SIZES = ((13, 17, 9, 6), (20, 11, 8, 5), (30, 47, 12, 12), (7, 9, 16, 13), (16, 16, 16, 9), (41, 16, 16, 15), (90, 60, 20, 17))

with open("centers.csv", "w") as out:
    for h, w, side, crop in SIZES:
        y, x = np.mgrid[0:h, 0:w]
        levels = ((37 * x + 59 * y + 11 * x * y) % 256).astype(np.uint8)
        for name in ("BILINEAR", "BICUBIC"):
            center = CenterCrop(crop)(Resize(side, InterpolationMode[name])(Image.fromarray(levels)))
            print(name, h, w, side, crop, *np.asarray(center).ravel(), sep=",", file=out)
