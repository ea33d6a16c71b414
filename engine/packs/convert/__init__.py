"""Published weights to ONNX files; runs once, when a pack is installed."""
