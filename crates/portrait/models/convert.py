"""Makes the ONNX models in this folder from the TensorFlow Lite files in Google's package.

Run by hand, once, with Python 3.11; no build needs it:

    python -m venv venv
    venv/bin/pip install tensorflow-cpu==2.21.0 tf2onnx==1.17.0 onnx==1.23.2 onnxruntime==1.31.1
    venv/bin/pip download --no-deps mediapipe==0.10.21
    venv/bin/python convert.py mediapipe-0.10.21-*.whl

Each source file is checked against its SHA-256. Weights that a 16-bit float holds exactly are kept
as such, behind a Cast, so that nothing but the size of the file changes. The segmentation's last
step is an operator of MediaPipe's own, a transposed convolution, and becomes a standard one. The
attention mesh is taken apart where operators of MediaPipe's own cut out the eyes (`src/face/pupils.rs`
does that); what refines lips and eyelids is left out.
Prints the SHA-256 of what was written.
"""

import hashlib
import pathlib
import subprocess
import sys
import tempfile
import zipfile

import numpy as np
import onnx
from onnx import helper, numpy_helper

SOURCES = {
    "detector": (
        "face_detection/face_detection_short_range.tflite",
        "bbff11cebd1eb27a1e004cae0b0e63ec8c551cbf34a4451148b4908b8db3eca8",
    ),
    "mesh": (
        "face_landmark/face_landmark.tflite",
        "1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814",
    ),
    "iris": (
        "iris_landmark/iris_landmark.tflite",
        "d1744d2a09c25f501d39eba4faff47e53ecca8852c5ce19bce8eeac39357521f",
    ),
    "silhouette": (
        "selfie_segmentation/selfie_segmentation.tflite",
        "9ee168ec7c8f2a16c56fe8e1cfbc514974cbbb7e434051b455635f1bd1462f5c",
    ),
    "attention": (
        "face_landmark/face_landmark_with_attention.tflite",
        "e06a804e0144f9929eda782122916b35d60c697c3c9344013ca2bbe76a6ce2b4",
    ),
}

# Of the attention mesh, for each file: the input and the outputs with their shapes.
PARTS = {
    "attention": (
        ("input_1", [1, 192, 192, 3]),
        [("p_re_lu_3", [1, 32, 48, 48]), ("output_mesh", [1, 1404, 1, 1])],
    ),
    "left_pupil": (
        ("transform_tensor_bilinear_v2_1", [1, 16, 16, 32]),
        [("conv_left_iris", [1, 10, 1, 1])],
    ),
    "right_pupil": (
        ("transform_tensor_bilinear_v2_2", [1, 16, 16, 32]),
        [("conv_right_iris", [1, 10, 1, 1])],
    ),
}


def source(wheel, path, sha256):
    data = zipfile.ZipFile(wheel).read(f"mediapipe/modules/{path}")
    found = hashlib.sha256(data).hexdigest()
    assert found == sha256, f"{path} has the SHA-256 {found}"
    return data


def converted(tflite, folder):
    lite, target = folder / "model.tflite", folder / "model.onnx"
    lite.write_bytes(tflite)
    subprocess.run(
        [sys.executable, "-m", "tf2onnx.convert", "--tflite", lite, "--output", target, "--opset", "14"],
        check=True, capture_output=True,
    )
    return onnx.load(target)


def with_standard_operators(model):
    """Convolution2DTransposeBias (weights: out, height, width, in) by ConvTranspose."""
    graph = model.graph
    constants = {t.name: t for t in graph.initializer}
    for at, node in enumerate(graph.node):
        if node.op_type != "TFL_Convolution2DTransposeBias":
            continue
        data, weights, bias = node.input
        array = numpy_helper.to_array(constants[weights]).transpose(3, 0, 1, 2)
        constants[weights].CopyFrom(numpy_helper.from_array(np.ascontiguousarray(array), weights))
        graph.node.remove(node)
        steps = [
            helper.make_node("Transpose", [data], ["crown/in"], perm=[0, 3, 1, 2]),
            helper.make_node(
                "ConvTranspose", ["crown/in", weights, bias], ["crown/out"],
                kernel_shape=[2, 2], strides=[2, 2],
            ),
            helper.make_node("Transpose", ["crown/out"], list(node.output), perm=[0, 2, 3, 1]),
        ]
        for step in reversed(steps):
            graph.node.insert(at, step)
    kept = [o for o in model.opset_import if o.domain in ("", "ai.onnx")]
    del model.opset_import[:]
    model.opset_import.extend(kept)


def with_half_weights(model):
    graph = model.graph
    casts = []
    for tensor in graph.initializer:
        if tensor.data_type != onnx.TensorProto.FLOAT:
            continue
        array = numpy_helper.to_array(tensor)
        half = array.astype(np.float16)
        if array.size < 16 or not np.array_equal(half.astype(np.float32), array):
            continue
        name = tensor.name
        tensor.CopyFrom(numpy_helper.from_array(half, f"{name}/half"))
        casts.append(helper.make_node("Cast", [tensor.name], [name], to=onnx.TensorProto.FLOAT))
    for cast in casts:
        graph.node.insert(0, cast)


def part(model, name, source, results):
    """The nodes between an input and some outputs, in their order."""
    graph = model.graph
    needed = {result for result, _ in results}
    nodes = []
    for node in reversed(graph.node):
        if needed.isdisjoint(node.output):
            continue
        nodes.insert(0, node)
        needed.update(value for value in node.input if value != source[0])
    weights = [tensor for tensor in graph.initializer if tensor.name in needed]
    value = lambda name, shape: helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape)
    graph = helper.make_graph(
        nodes, name, [value(*source)], [value(*result) for result in results], weights
    )
    opset = helper.make_opsetid("", 14)
    return helper.make_model(graph, opset_imports=[opset], ir_version=model.ir_version)


def written(model, path):
    with_half_weights(model)
    onnx.checker.check_model(model)
    data = model.SerializeToString(deterministic=True)
    path.write_bytes(data)
    print(path.stem, len(data), hashlib.sha256(data).hexdigest())


def main():
    wheel, here = sys.argv[1], pathlib.Path(__file__).parent
    for name, (path, sha256) in SOURCES.items():
        with tempfile.TemporaryDirectory() as folder:
            model = converted(source(wheel, path, sha256), pathlib.Path(folder))
        if name == "attention":
            for file, (value, results) in PARTS.items():
                written(part(model, file, value, results), here / f"{file}.onnx")
            continue
        with_standard_operators(model)
        written(model, here / f"{name}.onnx")


if __name__ == "__main__":
    main()
