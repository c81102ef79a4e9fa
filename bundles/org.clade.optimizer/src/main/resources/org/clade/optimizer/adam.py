# TorchScript in its printed form (see TensorOperators.compile). Type 6 is float32.
  def adam(self,
    p: List[Tensor],
    g: List[Tensor],
    m: List[Tensor],
    v: List[Tensor],
    step: List[Tensor],
    lr: float,
    beta1: float,
    beta2: float,
    eps: float,
    decay: float) -> Tensor:
    torch._foreach_add_(step, 1)
    torch._fused_adam_(p, g, m, v, annotate(List[Tensor], []), step, lr=lr, beta1=beta1, beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False, maximize=False)
    return p[0]

# One matrix p whose gradient is the product yᵀx, in pieces of 2²⁰ numbers: four arrays of that size fit into the caches, and are
# enough for several threads. The copy c that the layer reads, if there is one, is brought up to date with it.
  def adam_by_pieces(self,
    p: List[Tensor],
    c: List[Tensor],
    m: List[Tensor],
    v: List[Tensor],
    step: List[Tensor],
    y: List[Tensor],
    x: List[Tensor],
    lr: float,
    beta1: float,
    beta2: float,
    eps: float,
    decay: float) -> List[Tensor]:
    torch._foreach_add_(step, 1)
    changed = annotate(List[Tensor], [])
    t = torch.contiguous(torch.t(torch.to(y[0], ops.prim.dtype(x[0]))))
    rows = ops.prim.max(1, torch.floordiv(1048576, torch.size(p[0], 1)))
    pieces = torch.floordiv(torch.add(torch.size(p[0], 0), torch.sub(rows, 1)), rows)
    for i in range(pieces):
      start = torch.mul(i, rows)
      end = torch.add(start, rows)
      g = torch.to(torch.mm(torch.slice(t, 0, start, end), x[0]), 6)
      w = [torch.slice(p[0], 0, start, end)]
      torch._fused_adam_(w, [g], [torch.slice(m[0], 0, start, end)], [torch.slice(v[0], 0, start, end)], annotate(List[Tensor], []), step, lr=lr, beta1=beta1, beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False, maximize=False)
      _0 = torch.append(changed, w[0])
      if torch.gt(torch.len(c), 0):
        _1 = torch.append(changed, torch.copy_(torch.slice(c[0], 0, start, end), w[0]))
      else:
        pass
    return changed
