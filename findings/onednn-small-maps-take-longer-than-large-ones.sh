#!/usr/bin/env bash
# Versions: torch 2.13.0 (CPU, with oneDNN), Python 3.11, x86-64 with AVX2 or more. Needs Python 3 with venv.
# Expected: a convolution of 128 maps of 2×2 pixels takes about as long, forward and backward, as the same maps side by side in one wide map with a
#           column of zeros between them: the same products, and a third more for these columns.
# Seen:     the 128 small maps take a multiple of it, 2.5 times in float32 with AVX-512 (512 channels, window 3×3), and 8 times in bfloat16 with AMX. The
#           results are equal bit by bit. oneDNN's blocks of pixels do not reach past a row of one map, so most of a vector unit or a tile stays idle. The
#           last layers of a ResNet on images of 32 pixels are of this kind.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv" && "$work/venv/bin/pip" -q --disable-pip-version-check install torch==2.13.0 || exit 2
cat >"$work/maps.py" <<'P'
import time, torch
import torch.nn.functional as F

torch.set_num_threads(1)
torch.manual_seed(1)
count, channels, side = 128, 512, 2
small = torch.randn(count, channels, side, side).to(memory_format=torch.channels_last)
weight = (0.02 * torch.randn(channels, channels, 3, 3)).to(memory_format=torch.channels_last).requires_grad_()

row = torch.zeros(1, side, count, side + 1, channels)
row[0, :, :, :side] = small.permute(2, 0, 3, 1)
wide = row.reshape(1, side, count * (side + 1), channels).permute(0, 3, 1, 2)
small.requires_grad_(), wide.requires_grad_()

def apart(y):
    return y.permute(0, 2, 3, 1).reshape(side, count, side + 1, channels)[:, :, :side].permute(1, 3, 0, 2)

a, b = F.conv2d(small, weight, padding=1), F.conv2d(wide, weight, padding=1)
print("same values:", bool(torch.allclose(a, apart(b), rtol=1e-4, atol=1e-4)))

def step(x):
    y = F.conv2d(x, weight, padding=1)
    torch.autograd.grad(y, (x, weight), torch.ones_like(y))

best = {"small": 1e9, "wide": 1e9}
for _ in range(12):
    for name, x in (("small", small), ("wide", wide)):
        start = time.process_time()
        step(x)
        best[name] = min(best[name], time.process_time() - start)
ratio = best["small"] / best["wide"]
print(f"small {1e3 * best['small']:.0f} ms, wide {1e3 * best['wide']:.0f} ms, ratio {ratio:.1f}")
print("at least 1.5 times as long:", ratio >= 1.5)
P
"$work/venv/bin/python" -W ignore "$work/maps.py" | tee "$work/seen"
for line in "same values: True" "at least 1.5 times as long: True"; do
  grep -qxF "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
done
echo "as found"
