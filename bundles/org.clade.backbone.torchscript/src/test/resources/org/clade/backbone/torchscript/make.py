"""Makes the networks of this folder, with random weights: python make.py (PyTorch 2.13, onnx 1.23, onnxscript). No test runs it.

golden.csv holds what PyTorch computes for two images of 32×32 pixels with the values ((37 x + 59 y + 11 x y + 5 c + 101 n) % 256) / 255.
"""

import io
import json
import warnings
import zipfile

import torch
from torch import nn

warnings.filterwarnings("ignore")
torch.manual_seed(7)

SIZE = 32
n, c, y, x = torch.meshgrid(*(torch.arange(k) for k in (2, 3, SIZE, SIZE)), indexing="ij")
IMAGES = ((37 * x + 59 * y + 11 * x * y + 5 * c + 101 * n) % 256) / 255.0


class Net(nn.Module):
    """Any size in, a vector of 6 out."""

    def __init__(self):
        super().__init__()
        self.conv, self.norm, self.out = nn.Conv2d(3, 8, 3, 2, 1), nn.BatchNorm2d(8), nn.Linear(8, 6)
        self.norm.running_mean.uniform_(-0.1, 0.1)
        self.norm.running_var.uniform_(0.5, 1.5)

    def map(self, x):
        return torch.relu(self.norm(self.conv(x)))

    def forward(self, x):
        return self.out(self.map(x).mean((2, 3)))


class Map(Net):
    """A map of 8 channels out."""

    def forward(self, x):
        return self.map(x)


class Attention(nn.Module):
    """Positions for 32×32 pixels only; tokens and a vector out, as the transformers of Hugging Face have it."""

    def __init__(self):
        super().__init__()
        self.patch = nn.Conv2d(3, 8, 8, 8)
        self.position = nn.Parameter(torch.randn(1, 16, 8) * 0.1)
        self.qkv, self.norm = nn.Linear(8, 24), nn.LayerNorm(8)

    def forward(self, x):
        tokens = self.patch(x).flatten(2).transpose(1, 2) + self.position
        q, k, v = self.qkv(tokens).unflatten(-1, (3, 2, 4)).permute(2, 0, 3, 1, 4)
        tokens = tokens + nn.functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)
        tokens = self.norm(tokens)
        return tokens, tokens.mean(1)


class Tokens(Attention):
    """Tokens only."""

    def forward(self, x):
        return super().forward(x)[0]


class Gelu(Net):
    """GELU raises the version of the format to 10, which the archive then keeps in .data/version."""

    def map(self, x):
        return nn.functional.gelu(self.norm(self.conv(x)))


class OneImage(Net):
    """One image at a time."""

    def forward(self, x):
        return self.out(self.map(x).mean((2, 3)).reshape(1, 8))


def trace(net, name, images=IMAGES, extra=None):
    net.eval()
    with torch.no_grad():
        script = torch.jit.trace(net, images)
        torch.jit.save(script, name, _extra_files=extra or {})
        return net(images)


golden = {}
net = Net()
golden["vector"] = trace(net, "vector.pt")
golden["described"] = trace(net, "described.pt", extra={"preprocessor_config.json": json.dumps({
    "size": {"shortest_edge": 36}, "crop_size": {"height": 32, "width": 32}, "resample": 2,
    "image_mean": [0.5, 0.4, 0.3], "image_std": [0.2, 0.25, 0.5]})})
map_net = Map()
golden["map"] = trace(map_net, "map.pt").mean((2, 3))
golden["attention"] = trace(Attention(), "attention.pt")[1]
trace(Tokens(), "tokens.pt")
trace(OneImage(), "one-image.pt", IMAGES[:1])
golden["gelu"] = trace(Gelu(), "gelu.pt")
torch.save(net.state_dict(), "state.pth")

content = io.BytesIO()
with zipfile.ZipFile("vector.pt") as old, zipfile.ZipFile(content, "w") as new:
    for entry in old.infolist():
        data = old.read(entry)
        new.writestr(entry, b"99\n" if entry.filename.endswith("/version") and "data" not in entry.filename else data)
open("newer.pt", "wb").write(content.getvalue())

content = io.BytesIO()
with zipfile.ZipFile("vector.pt") as old, zipfile.ZipFile(content, "w") as new:
    for entry in old.infolist():
        data = old.read(entry)
        new.writestr(entry, data.replace(b"torch.relu", b"torch.unheard_of") if entry.filename.endswith(".py") else data)
open("operator.pt", "wb").write(content.getvalue())


class Gray(nn.Module):
    """Gray images in."""

    def __init__(self):
        super().__init__()
        self.conv, self.out = nn.Conv2d(1, 8, 3, 2, 1), nn.Linear(8, 6)

    def forward(self, x):
        return self.out(torch.relu(self.conv(x)).mean((2, 3)))


with torch.random.fork_rng():  # came later, and changes none of the others
    torch.manual_seed(8)
    golden["gray"] = trace(Gray(), "gray.pt", IMAGES[:, :1])

with open("golden.csv", "w") as out:
    for name, features in golden.items():
        print(name, features.shape[1], *features.flatten().tolist(), sep=",", file=out)

# ONNX
import onnx  # noqa: E402

batch, side = torch.export.Dim("batch"), torch.export.Dim("side")


def export(net, name, images=IMAGES, dynamic=True, **more):
    net.eval()
    with torch.no_grad():
        torch.onnx.export(net, (images,), name, verbose=False, input_names=["image"],
                          dynamic_shapes={"x": {0: batch}} if dynamic else None, **more)


export(net, "vector.onnx", external_data=False)
export(map_net, "map.onnx", external_data=False)
export(net, "fixed.onnx", IMAGES[:1], dynamic=False, external_data=False)
wide = nn.Sequential(nn.Flatten(), nn.Linear(3 * SIZE * SIZE, 6))
wide.eval()


class Wide(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = wide

    def forward(self, x):
        return self.net(x)


export(Wide(), "outside.onnx", external_data=True)
model = onnx.load("vector.onnx")
for node in model.graph.node:
    if node.op_type == "Relu":
        node.op_type = "UnheardOf"
onnx.save(model, "operator.onnx")
