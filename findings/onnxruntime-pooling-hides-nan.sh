#!/usr/bin/env bash
# Versions: onnxruntime 1.30.0 and onnx 1.23.1 on Linux x86_64, numpy 2.4.6, Python 3.11. Needs Python 3 with venv.
# Expected: the maximum of values with a NaN among them is NaN, as in NumPy (and PyTorch), and the maximum of minus infinity is minus infinity.
# Seen:     MaxPool and GlobalMaxPool leave a NaN out and give the largest number. ReduceMax and ArgMax do so too unless the NaN comes first.
#           MaxPool of minus infinity alone is -3.4e38, the smallest float. AveragePool passes a NaN on. So a network whose weights or images
#           have gone wrong can look healthy after its first pooling: compare an exported model with its original before the pooling too.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv" && "$work/venv/bin/pip" -q --disable-pip-version-check install onnxruntime==1.30.0 onnx==1.23.1 numpy==2.4.6 || exit 2
cat >"$work/pool.py" <<'P'
import numpy
import onnxruntime
from onnx import TensorProto, ValueInfoProto, helper
def run(operator, values, **attributes):
    x = numpy.array(values, numpy.float32).reshape(1, 1, 1, 3)
    graph = helper.make_graph([helper.make_node(operator, ["x"], ["y"], **attributes)], "graph",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, x.shape)], [ValueInfoProto(name="y")])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {"x": x})[0].item()
nan = float("nan")
for values in ([1, 2, nan], [1, nan, 2], [nan, 1, 2], [-numpy.inf] * 3):
    print(values, "numpy", numpy.max(values).item(), numpy.argmax(values).item(),
        "MaxPool", run("MaxPool", values, kernel_shape=[1, 3]), "GlobalMaxPool", run("GlobalMaxPool", values),
        "ReduceMax", run("ReduceMax", values, axes=[3]), "ArgMax", run("ArgMax", values, axis=3),
        "AveragePool", run("AveragePool", values, kernel_shape=[1, 3]))
P
OMP_NUM_THREADS=1 ORT_DISABLE_TELEMETRY=1 "$work/venv/bin/python" "$work/pool.py" | tee "$work/seen"
cat >"$work/found" <<'L'
[1, 2, nan] numpy nan 2 MaxPool 2.0 GlobalMaxPool 2.0 ReduceMax 2.0 ArgMax 1 AveragePool nan
[1, nan, 2] numpy nan 1 MaxPool 2.0 GlobalMaxPool 2.0 ReduceMax 2.0 ArgMax 2 AveragePool nan
[nan, 1, 2] numpy nan 0 MaxPool 2.0 GlobalMaxPool 2.0 ReduceMax nan ArgMax 0 AveragePool nan
[-inf, -inf, -inf] numpy -inf 0 MaxPool -3.4028234663852886e+38 GlobalMaxPool -3.4028234663852886e+38 ReduceMax -inf ArgMax 0 AveragePool -inf
L
if diff "$work/found" "$work/seen"; then echo "as found"; else echo "changed"; exit 1; fi
