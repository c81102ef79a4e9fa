# TorchScript in its printed form. "type" is libtorch's number of the type that everything is cast to.
class Fused(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def linear(self: __torch__.Fused,
    x: Tensor,
    w: Tensor,
    b: Tensor,
    padding: List[int],
    stride: List[int],
    type: int) -> Tensor:
    return ops.mkldnn._convolution_pointwise(torch.to(x, type), torch.to(w, type), torch.to(b, type), padding, stride, [1, 1], 1, "none", annotate(List[Optional[number]], []), "")

  def relu(self: __torch__.Fused,
    x: Tensor,
    w: Tensor,
    b: Tensor,
    padding: List[int],
    stride: List[int],
    type: int) -> Tensor:
    return ops.mkldnn._convolution_pointwise(torch.to(x, type), torch.to(w, type), torch.to(b, type), padding, stride, [1, 1], 1, "relu", annotate(List[Optional[number]], []), "")
