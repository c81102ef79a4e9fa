"""Makes the networks of this folder, with random weights: python make.py (PyTorch 2.13, onnx 1.23). No test runs it."""

import warnings

import onnx
import torch
from onnx import TensorProto, helper
from torch import nn

warnings.filterwarnings("ignore")
torch.manual_seed(7)
SIZE = 32


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv, self.norm, self.out = nn.Conv2d(3, 8, 3, 2, 1), nn.BatchNorm2d(8), nn.Linear(8, 6)
        self.norm.running_mean.uniform_(-0.1, 0.1)
        self.norm.running_var.uniform_(0.5, 1.5)

    def forward(self, x):
        return self.out(torch.relu(self.norm(self.conv(x))).mean((2, 3)))


class Network(Net):
    """Named outputs; the class has the name of Clade's own, and a constant tensor."""

    def forward(self, x):
        vector = super().forward(x)
        return {"tokens": x.flatten(2), "vector": vector * torch.tensor([1.0, 2, 3, 4, 5, 6])}


class Dropping(nn.Module):
    """Dropout, scripted, and saved in training mode."""

    def __init__(self):
        super().__init__()
        self.net, self.drop = torch.jit.trace(Net().eval(), torch.rand(2, 3, SIZE, SIZE)), nn.Dropout(0.5)

    def forward(self, x):
        return [self.drop(self.net(x))]


images = torch.rand(2, 3, SIZE, SIZE)
torch.jit.save(torch.jit.trace(Network().eval(), images, strict=False), "dictionary.pt")
torch.jit.save(torch.jit.script(Dropping().train()), "training.pt")
for version in (11, 13, 20):
    torch.onnx.export(Net().eval(), (images,), f"set{version}.onnx", dynamo=False, opset_version=version,
                      input_names=["images"], output_names=["label_features"], dynamic_axes={"images": {0: "n"}, "label_features": {0: "n"}})

# A branch that sees names outside of it; the branch for other images than at least one is never taken.
def branch(name, factor):
    return helper.make_graph(
        [helper.make_node("Constant", [], [name + "f"], value=helper.make_tensor("t", TensorProto.FLOAT, [], [factor])),
         helper.make_node("Mul", ["v1", name + "f"], [name])], name, [], [helper.make_tensor_value_info(name, TensorProto.FLOAT, None)])


graph = helper.make_graph(
    [helper.make_node("Shape", ["x"], ["sizes"]),
     helper.make_node("Gather", ["sizes", "zero"], ["n"]),
     helper.make_node("Greater", ["n", "zero"], ["some"]),
     helper.make_node("ReduceMean", ["x"], ["v1"], axes=[2, 3], keepdims=0),
     helper.make_node("If", ["some"], ["chosen"], then_branch=branch("a", 2.0), else_branch=branch("b", 3.0)),
     helper.make_node("Cast", ["chosen"], ["y"], to=TensorProto.FLOAT16)],
    "branches", [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 3, SIZE, SIZE])],
    [helper.make_tensor_value_info("sizes", TensorProto.INT64, [4]),
     helper.make_tensor_value_info("y", TensorProto.FLOAT16, ["n", 3])],
    [helper.make_tensor("zero", TensorProto.INT64, [], [0])])
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
onnx.checker.check_model(model)
onnx.save(model, "branches.onnx")
