"""Makes the files of this folder and golden.csv, what Pillow makes of them: python make.py (Pillow 12.3, NumPy). No test runs it."""

import base64
import io
import struct
import zlib

import numpy as np
from PIL import Image, ImageCms, ImageOps

H, W = 30, 44
SIZES = [("squash", 0, 0), ("squash", 12, 10), ("crop", 12, 12), ("pad", 12, 12)]
rng = np.random.default_rng(5)


def photo(h=H, w=W):
    """Waves, edges and a little noise, so that turning, cutting and resizing can all be seen."""
    y, x = np.mgrid[0:h, 0:w]
    red = 127 + 100 * np.sin(x / 5) * np.cos(y / 7)
    green = np.where((x // 6 + y // 5) % 2, 220.0, 30.0)
    blue = 255 * x / w
    rgb = np.stack([red, green, blue], -1) + rng.normal(0, 4, (h, w, 3))
    rgb[:8, :8] = [250, 10, 20]
    return np.clip(rgb, 0, 255).astype(np.uint8)


def s15(value):
    return struct.pack(">i", round(value * 65536))


def profile(primaries, gamma):
    """A matrix profile, version 2."""
    def xyz(v):
        return b"XYZ \0\0\0\0" + b"".join(s15(x) for x in v)

    curve = b"curv\0\0\0\0" + struct.pack(">I", 1) + struct.pack(">H", round(gamma * 256)) + b"\0\0"
    text = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"test\0" + b"\0" * 78
    tags = [(b"desc", text), (b"cprt", b"text\0\0\0\0none\0\0\0\0"), (b"wtpt", xyz((0.9642, 1, 0.8249)))]
    if primaries is None:
        tags.append((b"kTRC", curve))
    else:
        tags += [(n, xyz(p)) for n, p in zip((b"rXYZ", b"gXYZ", b"bXYZ"), primaries)]
        tags += [(n, curve) for n in (b"rTRC", b"gTRC", b"bTRC")]
    at = 128 + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    for name, content in tags:
        content += b"\0" * (-len(content) % 4)
        table += name + struct.pack(">II", at + len(data), len(content))
        data += content
    body = table + data
    space = b"GRAY" if primaries is None else b"RGB "
    head = struct.pack(">I4sI4s4s4s", 128 + len(body), b"lcms", 0x02400000, b"mntr", space, b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28 + s15(0.9642) + s15(1) + s15(0.8249)
    return head.ljust(128, b"\0") + body


ADOBE = profile([(0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)], 2.19921875)
GRAY = profile(None, 1.8)
golden = []


def expect(name, reference=None):
    """What Pillow makes of a file: turned, in sRGB, gray or color, resized. A reference stands for what Pillow cannot read as it is meant."""
    image = reference if reference is not None else Image.open(name)
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    gray = image.mode in ("1", "L", "LA", "I", "F", "I;16")
    if profile:
        mode = "CMYK" if image.mode == "CMYK" else "L" if gray else "RGB"
        image = ImageCms.profileToProfile(
            image.convert(mode), ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    image = image.convert("L" if gray else "RGB")
    for fit, h, w in SIZES:
        if h == 0:
            h, w, out = image.height, image.width, image
        elif fit == "crop":
            out = ImageOps.fit(image, (w, h), Image.Resampling.BILINEAR)
        elif fit == "pad":
            out = ImageOps.pad(image, (w, h), Image.Resampling.BILINEAR)
        else:
            out = image.resize((w, h), Image.Resampling.BILINEAR)
        pixels = np.asarray(out).reshape(h, w, -1).transpose(2, 0, 1)
        golden.append((name, fit, h, w, pixels.shape[0], base64.b64encode(zlib.compress(pixels.tobytes(), 9)).decode()))


def save(name, image, reference=None, **options):
    image.copy().save(name, **options)
    expect(name, reference)


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(name, pixels, bits, color_type, reference, extra=b""):
    """A PNG that Pillow does not write."""
    h, w = pixels.shape[:2]
    rows = b"".join(b"\0" + row.astype(">u2" if bits == 16 else np.uint8).tobytes() for row in pixels)
    head = struct.pack(">IIBBBBB", w, h, bits, color_type, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + extra + chunk(b"IEND", b"")
    open(name, "wb").write(b"\x89PNG\r\n\x1a\n" + body)
    expect(name, reference)


rgb = photo()
color = Image.fromarray(rgb)
gray = color.convert("L")
alpha = Image.fromarray(np.dstack([rgb, np.linspace(0, 255, H * W).reshape(H, W).astype(np.uint8)]))
palette = color.quantize(40)
deep = (rgb.astype(np.uint16) << 8) + rng.integers(0, 256, rgb.shape).astype(np.uint16)

for extension in ("png", "tif", "bmp", "webp"):
    options = {"lossless": True, "exact": True} if extension == "webp" else {}
    save(f"color.{extension}", color, **options)
    if extension != "webp":
        save(f"gray.{extension}", gray)
        save(f"palette.{extension}", palette)
        save(f"bits.{extension}", color.convert("1"))
    save(f"alpha.{extension}", alpha, **options)
save("gray-alpha.png", alpha.convert("LA"))
save("palette-transparent.png", palette, transparency=3)
png("deep-color.png", deep, 16, 2, color)
png("deep-gray.png", deep[:, :, 0], 16, 0, Image.fromarray(rgb[:, :, 0]))
png("deep-alpha.png", np.dstack([deep, deep[:, :, :1]]), 16, 6, color)
png("deep-gray-alpha.png", np.dstack([deep[:, :, 0], deep[:, :, 1]]), 16, 4, Image.fromarray(rgb[:, :, 0]))

for value in range(2, 9):
    exif = Image.Exif()
    exif[274] = value
    save(f"turned-{value}.png", color, exif=exif)
    if value in (3, 6, 7):
        # Packed: of unpacked ones Pillow 12.3 mixes up rows and columns.
        save(f"turned-{value}.tif", gray, tiffinfo={274: value}, compression="tiff_lzw")
        save(f"turned-{value}.webp", color, exif=exif, lossless=True)
        save(f"turned-{value}.jpg", color, exif=exif, quality=95)
late = Image.Exif()
late[274] = 8
png("turned-late.png", rgb, 8, 2, color.transpose(Image.Transpose.ROTATE_90), chunk(b"eXIf", late.tobytes()[6:]))

save("adobe.png", color, icc_profile=ADOBE)
save("adobe.tif", color, icc_profile=ADOBE)
save("adobe.webp", color, icc_profile=ADOBE, lossless=True)
save("adobe.jpg", color, icc_profile=ADOBE, quality=95)
save("gamma.png", gray, icc_profile=GRAY)
save("srgb.png", color, icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
save("broken-profile.png", color, reference=color, icc_profile=b"no profile at all")
save("broken-profile.jpg", color, quality=95)
open("broken-profile.jpg", "r+b").write(
    (lambda j: j[:2] + b"\xff\xe2" + struct.pack(">H", 2 + 14 + 40) + b"ICC_PROFILE\0\1\1" + b"x" * 40 + j[2:])(
        open("broken-profile.jpg", "rb").read()))

save("plain.gif", palette)
save("animated.gif", palette, save_all=True, append_images=[palette.transpose(Image.Transpose.ROTATE_180)])
small = color.crop((0, 0, 20, 14)).quantize(16)
small.save("part.gif")
data = bytearray(open("part.gif", "rb").read())
data[6:10] = struct.pack("<HH", W, H)
descriptor = 13 + 3 * (2 << (data[10] & 7))
while data[descriptor] != 0x2C:
    descriptor += 8
data[descriptor + 1:descriptor + 5] = struct.pack("<HH", 9, 5)
open("part.gif", "wb").write(data)
expect("part.gif")

for compression in ("tiff_lzw", "tiff_adobe_deflate", "packbits"):
    save(f"{compression}.tif", color, compression=compression)
save("inks.tif", color.convert("CMYK"))
save("inks.jpg", color.convert("CMYK"), quality=95)
save("pages.tif", color.copy(), save_all=True, append_images=[gray.copy()])
save("deep-gray.tif", Image.fromarray(deep[:, :, 1]), reference=Image.fromarray(rgb[:, :, 1]))
save("float.tif", Image.fromarray(rgb[:, :, 0].astype(np.float32) * 1.2 - 20))
save("whole.tif", Image.fromarray(rgb[:, :, 0].astype(np.int32) * 2 - 100))
save("unit.tif", Image.fromarray(rgb[:, :, 0] / np.float32(255)), reference=Image.fromarray(rgb[:, :, 0]))

for method in range(0, 7, 2):
    save(f"lossy-{method}.webp", color, quality=80, method=method)
save("lossy-alpha.webp", alpha, quality=70)
save("animated.webp", alpha, save_all=True, append_images=[alpha.transpose(Image.Transpose.ROTATE_180)], quality=80)
dot = np.zeros((H, W, 4), np.uint8)
dot[8:20, 10:30] = np.asarray(alpha)[8:20, 10:30]
dot[8:20, 10:30, 3] = 255
save("part.webp", Image.fromarray(dot), save_all=True, append_images=[alpha], lossless=True)

save("color.ppm", color)
save("gray.pgm", gray)
save("bits.pbm", color.convert("1"))
open("plain.ppm", "w").write("P3\n%d %d\n255\n%s\n" % (W, H, "\n".join(" ".join(map(str, r)) for r in rgb.reshape(H, -1))))
expect("plain.ppm")

save("color.jpg", color, quality=90)
save("full.jpg", color, quality=95, subsampling=0)
save("gray.jpg", gray, quality=90)
save("progressive.jpg", color, quality=85, progressive=True)
save("1x1.png", Image.new("RGB", (1, 1), (10, 200, 30)))
save("2x40.png", Image.fromarray(photo(40, 2)))

with open("golden.csv", "w") as out:
    for row in golden:
        out.write(",".join(map(str, row)) + "\n")
