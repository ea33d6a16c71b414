"""Reading, resampling and shaping audio: numpy in, numpy out."""
