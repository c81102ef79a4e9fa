# TorchScript in its printed form (see TensorOperators.compile).
  def adamw(self,
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
    torch._fused_adamw_(p, g, m, v, annotate(List[Tensor], []), step, lr=lr, beta1=beta1, beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False, maximize=False)
    return p[0]
