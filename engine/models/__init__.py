"""One file per model family; onnx.py creates every session."""
