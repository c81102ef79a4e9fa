"""Compares Clade's features with PyTorch's, at full size, with random weights.

    python3 docs/results/pretrained.py product/target/clade/bin/clade /tmp/pretrained

It needs torch, torchvision, timm, safetensors, numpy and pillow; transformers adds its DINOv2 and CLIP. Nothing is downloaded.
The reference is computed in float64; the last column is the difference of PyTorch's own float32 from it.
"""
import math
import pathlib
import subprocess
import sys

import numpy as np
import torch
from PIL import Image

IMAGES = 6
MEAN, STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
CLIP_MEAN, CLIP_STD = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)


def import_torchvision():
    """A torchvision built for another torch cannot register its operators, which networks do not use."""
    try:
        import torchvision
    except RuntimeError:
        import importlib.util
        import re
        folder = importlib.util.find_spec("torchvision").submodule_search_locations[0]
        text = pathlib.Path(folder, "_meta_registrations.py").read_text()
        library = torch.library.Library("torchvision", "DEF")
        for name in sorted(set(re.findall(r'register_meta\("(\w+)"\)', text)) | set(re.findall(r'"torchvision::(\w+)"', text))):
            library.define(name + "(Tensor x) -> Tensor")
        import_torchvision.kept = library
        for name in [name for name in sys.modules if name.startswith("torchvision")]:
            del sys.modules[name]
        import torchvision
    return torchvision


def randomize(model, seed):
    """Weights large enough that attention, normalization and positions matter."""
    torch.manual_seed(seed)
    with torch.no_grad():
        for name, value in model.state_dict().items():
            if not value.is_floating_point():
                continue
            if name.endswith("running_var"):
                value.uniform_(0.5, 2)
            elif name.endswith("running_mean"):
                value.normal_(0, 0.3)
            elif name.endswith(("gamma", "lambda1")):
                value.uniform_(0.2, 1)
            elif value.dim() >= 2 and not any(word in name for word in ("pos", "token", "embedding.weight")):
                value.normal_(0, 1.4 / math.sqrt(value[0].numel()))
            elif value.dim() >= 2 or "token" in name or "class_embedding" in name:
                value.normal_(0, 0.5)
            elif name.endswith("weight"):
                value.uniform_(0.5, 1.5)
            else:
                value.normal_(0, 0.2)
    return model.eval()


def images(folder, size):
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(size)
    pixels = []
    for i in range(IMAGES):
        coarse = random.integers(0, 256, (12, 12, 3), dtype=np.uint8)
        image = np.array(Image.fromarray(coarse).resize((size, size), Image.BICUBIC)).astype(int)
        image = np.clip(image + random.integers(-20, 21, image.shape), 0, 255).astype(np.uint8)
        Image.fromarray(image).save(folder / f"{i}.png")
        pixels.append(image)
    return np.stack(pixels)


def cases():
    import safetensors.torch
    torchvision = import_torchvision()
    import timm
    save = safetensors.torch.save_file

    for depth in (18, 34, 50):
        model = randomize(getattr(torchvision.models, f"resnet{depth}")(), depth)
        backbone = torch.nn.Sequential(*list(model.children())[:-1], torch.nn.Flatten(1))
        yield (f"ResNet-{depth}", 224, backbone, lambda out: out, lambda file, m=model: save(m.state_dict(), file),
               "torchvision-resnet(weights=%s, shorter=224)", (MEAN, STD))
    for title, name, size, options in (
            ("ViT-S/14, DINOv2 in timm's names", "vit_small_patch14_dinov2", 224, ", positions=antialias"),
            ("ViT-S/14, the same at 518 pixels", "vit_small_patch14_dinov2", 518, ""),
            ("ViT-S/14, DINOv2 with registers, timm", "vit_small_patch14_reg4_dinov2", 224, ""),
            ("ViT-B/14, DINOv2 in timm's names", "vit_base_patch14_dinov2", 224, ", positions=antialias"),
            ("ViT-S/16, plain, timm", "vit_small_patch16_224", 224, "")):
        model = randomize(timm.create_model(name, pretrained=False, num_classes=0, dynamic_img_size=True), 7)
        yield (title, size, model, lambda out: out, lambda file, m=model: save(m.state_dict(), file),
               f"vit(weights=%s, crop={size}, shorter={size}{options})", (MEAN, STD))
    try:
        import transformers
    except ImportError:
        print("transformers is not there: its names are not compared", file=sys.stderr)
        return
    dinov2 = transformers.Dinov2Config(hidden_size=384, num_attention_heads=6, image_size=518, patch_size=14)
    clip = transformers.CLIPVisionConfig(patch_size=32)
    for title, model, options, colors in (
            ("ViT-S/14, DINOv2 in transformers' names", transformers.Dinov2Model(dinov2), ", positions=size", (MEAN, STD)),
            ("ViT-B/32, CLIP in transformers' names", transformers.CLIPVisionModelWithProjection(clip), "",
             (CLIP_MEAN, CLIP_STD))):
        randomize(model, 9)
        read = (lambda out: out.image_embeds) if "CLIP" in title else (lambda out: out.pooler_output)

        def write(file, m=model):
            m.save_pretrained(file.parent)
            file.unlink(missing_ok=True)
            (file.parent / "model.safetensors").rename(file)

        yield title, 224, model, read, write, f"vit(weights=%s, crop=224, shorter=224{options})", colors


def main():
    clade, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    print(f"torch {torch.__version__}, {IMAGES} images")
    print("| network | parameters | features | Clade | PyTorch in float32 |\n|---|---|---|---|---|")
    for number, (title, size, model, read, write, network, (mean, std)) in enumerate(cases()):
        place = work / str(number)
        pixels = images(place / "images", size)
        weights = place / "weights.safetensors"
        write(weights)
        target = place / "features.npy"
        for left in place.glob("features.*"):
            left.unlink()
        subprocess.run(
            [str(clade), "features", str(place / "images"), "--network", network % weights, "--to", str(target)],
            check=True, stdout=subprocess.DEVNULL)
        x = (torch.from_numpy(pixels).permute(0, 3, 1, 2).double() / 255
             - torch.tensor(mean).double().view(3, 1, 1)) / torch.tensor(std).double().view(3, 1, 1)
        with torch.no_grad():
            single = read(model(x.float())).double().numpy()
            expected = read(model.double()(x)).numpy()
        actual = np.load(target).astype(np.float64)
        scale = np.abs(expected).max(axis=1, keepdims=True)
        count = sum(p.numel() for p in model.parameters())
        print("| {} | {:.1f} M | {} | {:.1e} | {:.1e} |".format(
            title, count / 1e6, expected.shape[1], (np.abs(actual - expected) / scale).max(),
            (np.abs(single - expected) / scale).max()), flush=True)


main()
