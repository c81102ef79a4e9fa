# TorchScript in its printed form: every operator by its ATen schema, types and memory formats by number.
# TorchOperators adds a grid_sample for each combination of its flags.
# Types: 0 is 8 bits without a sign, 6 float32, 15 bfloat16. Memory formats: 0 is contiguous, 2 channels last.
class Operators(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def to_bfloat16(self: __torch__.Operators,
    x: Tensor) -> Tensor:
    return torch.to(x, 15)

  def to_float32(self: __torch__.Operators,
    x: Tensor) -> Tensor:
    return torch.to(x, 6)

  def channels_last(self: __torch__.Operators,
    x: Tensor) -> Tensor:
    return torch.to(x, ops.prim.dtype(x), False, False, 2)

  def contiguous(self: __torch__.Operators,
    x: Tensor) -> Tensor:
    return torch.contiguous(x, memory_format=0)

  def batch_norm_by_group(self: __torch__.Operators,
    x: Tensor,
    gamma: Tensor,
    beta: Tensor,
    rows: int,
    eps: float) -> Tensor:
    y = torch.empty_like(x)
    groups = torch.floordiv(torch.add(torch.size(x, 0), torch.sub(rows, 1)), rows)
    for i in range(groups):
      start = torch.mul(i, rows)
      end = torch.add(start, rows)
      normal = torch.batch_norm(torch.slice(x, 0, start, end), gamma, beta, None, None, True, 0., eps, False)
      _0 = torch.copy_(torch.slice(y, 0, start, end), normal)
    return y

  def fold_batch_norm(self: __torch__.Operators,
    w: Tensor,
    b: List[Tensor],
    gamma: Tensor,
    beta: Tensor,
    mean: Tensor,
    variance: Tensor,
    eps: float) -> List[Tensor]:
    s = torch.div(gamma, torch.sqrt(torch.add(variance, eps)))
    shift = torch.sub(beta, torch.mul(s, mean))
    if torch.gt(torch.len(b), 0):
      bias = torch.add(torch.mul(s, b[0]), shift)
    else:
      bias = shift
    return [torch.mul(w, torch.reshape(s, [-1, 1, 1, 1])), bias]

  def max_pool_2x2(self: __torch__.Operators,
    x: Tensor) -> Tensor:
    h = torch.mul(torch.floordiv(torch.size(x, 2), 2), 2)
    rows = torch.maximum(torch.slice(x, 2, 0, h, 2), torch.slice(x, 2, 1, h, 2))
    w = torch.mul(torch.floordiv(torch.size(x, 3), 2), 2)
    return torch.maximum(torch.slice(rows, 3, 0, w, 2), torch.slice(rows, 3, 1, w, 2))

  def max_pool_2x2_padded(self: __torch__.Operators,
    x: Tensor) -> Tensor:
    y = x
    for i in range(2):
      axis = torch.add(i, 2)
      pairs = torch.floordiv(torch.sub(torch.size(y, axis), 1), 2)
      even = torch.slice(y, axis, 0, None, 2)
      odd = torch.slice(y, axis, 1, None, 2)
      between = torch.maximum(torch.slice(odd, axis, 0, pairs), torch.slice(even, axis, 1))
      y = torch.cat([torch.slice(even, axis, 0, 1), between, torch.slice(odd, axis, pairs)], axis)
    return y

  def linear(self: __torch__.Operators,
    x: Tensor,
    w: Tensor,
    b: Tensor,
    e: Tensor) -> Tensor:
    return torch.add(torch.linear(x, torch.detach(w), torch.to(b, ops.prim.dtype(w))), torch.to(e, ops.prim.dtype(w)))

  def product(self: __torch__.Operators,
    x: Tensor,
    w: Tensor,
    b: Tensor) -> Tensor:
    y = torch.to(x, ops.prim.dtype(w))
    p = torch.addmm(torch.unsqueeze(torch.to(b, ops.prim.dtype(w)), 1), w, torch.t(y))
    return torch.contiguous(torch.t(p))

  def attention(self: __torch__.Operators,
    q: Tensor,
    k: Tensor,
    v: Tensor) -> Tensor:
    return torch.scaled_dot_product_attention(q, k, v, None, 0., False)

  def version(self: __torch__.Operators,
    x: Tensor) -> int:
    return torch._version(x)

  def zero(self: __torch__.Operators,
    x: List[Tensor]) -> Tensor:
    torch._foreach_zero_(x)
    return x[0]

  def copy(self: __torch__.Operators,
    x: List[Tensor],
    y: List[Tensor]) -> Tensor:
    torch._foreach_copy_(y, x)
    return y[0]

  def l1_norms(self: __torch__.Operators,
    x: List[Tensor]) -> Tensor:
    return torch.stack(torch._foreach_norm(x, 1))

  def map(self: __torch__.Operators,
    file: str,
    size: int,
    dtype: int) -> Tensor:
    return torch.from_file(file, False, size, dtype=dtype)
