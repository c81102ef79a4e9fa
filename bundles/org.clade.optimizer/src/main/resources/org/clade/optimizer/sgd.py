# TorchScript in its printed form (see TensorOperators.compile).
  def sgd(self,
    p: List[Tensor],
    g: List[Tensor],
    velocity: List[Tensor],
    lr: float,
    momentum: float,
    decay: float) -> Tensor:
    torch._fused_sgd_(p, g, velocity, weight_decay=decay, momentum=momentum, lr=lr, dampening=0., nesterov=False, maximize=False, is_first_step=False)
    return p[0]
