# TorchScript in its printed form (see TensorOperators.compile).
# RMSprop is Adam whose first moment forgets at once, so that the gradient is its own. Its bias correction is over if the step is so
# late that rho to its power is 0.
  def rmsprop(self,
    p: List[Tensor],
    g: List[Tensor],
    v: List[Tensor],
    step: List[Tensor],
    lr: float,
    rho: float,
    eps: float) -> Tensor:
    torch._fused_adam_(p, g, g, v, annotate(List[Tensor], []), step, lr=lr, beta1=0., beta2=rho, weight_decay=0., eps=eps, amsgrad=False, maximize=False)
    return p[0]
