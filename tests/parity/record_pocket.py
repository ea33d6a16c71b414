"""Records tests/data/pocket: a tiny Pocket TTS with random weights, and what the reference does.

The reference is the package pocket-tts 2.1.0 (MIT) with torch. Its random weights are exported in
the layout of a bundle of schema 2, beside what each of its stages gives for the same text, voice
and noise. Run in an environment of its own: pip install pocket-tts==2.1.0 torch onnx onnxscript,
then python tests/parity/record_pocket.py
"""

# mypy: ignore-errors
# ruff: noqa: ANN001, ANN002, ANN202, N812

import json
import math
import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path

import numpy as np
import sentencepiece
import torch
from pocket_tts import TTSModel
from pocket_tts.conditioners.base import TokenizedText
from pocket_tts.models import tts_model as reference
from pocket_tts.modules import conv, transformer
from pocket_tts.modules.stateful_module import init_states
from torch.nn import functional as F

_OUT = Path(__file__).parents[1] / "data" / "pocket"
_POSITIONS = 160
_STEPS_A_FRAME = 16
_TEXTS = (
    "The old bridge was built by farmers.",
    "Every morning we walk to the market; it is far.",
    "bonjour",
    "Wir trinken am Abend zusammen Tee und essen Kuchen",
    " two  spaces, and\na line ",
)
_CONFIG = """
flow_lm:
  insert_bos_before_voice: true
  dtype: float32
  flow: {{depth: 2, dim: 16}}
  transformer: {{d_model: 16, hidden_scale: 2, max_period: 10000, num_heads: 2, num_layers: 2}}
  lookup_table: {{dim: 16, n_bins: {pieces}, tokenizer: sentencepiece, tokenizer_path: {tokenizer}}}
mimi:
  dtype: float32
  sample_rate: 24000
  inner_dim: 4
  outer_dim: 8
  channels: 1
  frame_rate: 12.5
  seanet:
    {{dimension: 8, channels: 1, n_filters: 2, n_residual_layers: 1, ratios: [6, 5, 4],
     kernel_size: 7, residual_kernel_size: 3, last_kernel_size: 3, dilation_base: 2,
     pad_mode: constant, compress: 2}}
  transformer:
    {{d_model: 8, num_heads: 2, num_layers: 1, layer_scale: 0.5, context: 40,
     dim_feedforward: 16, input_dimension: 8, output_dimensions: [8]}}
  quantizer: {{dimension: 4, output_dimension: 8}}
remove_semicolons: true
"""


def _tokenizer(folder: Path) -> Path:
    corpus = folder / "corpus.txt"
    corpus.write_text("\n".join(_TEXTS * 4), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus),
        model_prefix=str(folder / "tokenizer"),
        vocab_size=64,
        model_type="unigram",
        byte_fallback=False,
        hard_vocab_limit=False,
        normalization_rule_name="identity",
    )
    return folder / "tokenizer.model"


def _model(folder: Path) -> TTSModel:
    tokenizer = _tokenizer(folder)
    pieces = sentencepiece.SentencePieceProcessor(str(tokenizer)).vocab_size()
    config = folder / "config.yaml"
    config.write_text(_CONFIG.format(pieces=pieces, tokenizer=tokenizer), encoding="utf-8")
    torch.manual_seed(11)
    model = TTSModel.load_model(config=config, temp=0.7)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if parameter.ndim > 1:
                # Larger than the usual beginning, so that every layer matters to the result.
                parameter.normal_(0, 1.4 / math.sqrt(parameter[0].numel()))
            elif "norm" not in name:
                parameter.normal_(0, 0.3)
        model.flow_lm.emb_mean.normal_(0, 0.5)
        model.flow_lm.emb_std.uniform_(0.5, 1.5)
    return model.eval()


class _Recorder:
    """Feeds the reference its noise, and keeps what its language model says."""

    def __init__(self, model: TTSModel) -> None:
        self.noise: list[np.ndarray] = []
        self.conditions: list[np.ndarray] = []
        self.logits: list[float] = []
        self.latents: list[np.ndarray] = []
        self._generator = np.random.default_rng(5)
        self._model = model
        self._step = model._run_flow_lm_and_increment_step

    def normal(self, tensor: torch.Tensor, mean: float, std: float) -> torch.Tensor:
        drawn = self._generator.standard_normal(tensor.numel()).astype(np.float32)
        self.noise.append(drawn)
        return tensor.copy_(mean + std * torch.from_numpy(drawn).view_as(tensor))

    def keep(self, _module: object, inputs: tuple, output: torch.Tensor) -> None:
        self.conditions.append(inputs[0].detach().numpy().copy())
        self.logits.append(float(output))

    def step(self, **arguments: object) -> tuple:
        result = self._step(**arguments)
        if arguments.get("backbone_input_latents") is not None:
            self.latents.append(result[0].detach().numpy().reshape(-1).copy())
        else:
            for kept in (self.noise, self.conditions, self.logits):
                if kept:
                    kept.pop()  # of a prompt the reference draws a latent, and forgets it
        return result

    def record(self, text: str, state: dict, *, frames_after_eos: int) -> np.ndarray:
        normal = torch.nn.init.normal_
        hook = self._model.flow_lm.out_eos.register_forward_hook(self.keep)
        torch.nn.init.normal_ = self.normal
        self._model._run_flow_lm_and_increment_step = self.step
        try:
            audio = self._model.generate_audio(
                state, text, frames_after_eos=frames_after_eos, copy_state=True
            )
        finally:
            torch.nn.init.normal_ = normal
            del self._model._run_flow_lm_and_increment_step
            hook.remove()
        return audio.numpy()


def _let_it_end(model: TTSModel, text: str, state: dict) -> None:
    """Choose the head that tells the end so that the text ends within a few frames."""
    for seed in range(50):
        with torch.no_grad():
            weight = model.flow_lm.out_eos.weight
            weight.copy_(torch.randn(weight.shape, generator=torch.Generator().manual_seed(seed)))
            model.flow_lm.out_eos.bias.fill_(-1000)
        recorder = _Recorder(model)
        recorder.record(text, state, frames_after_eos=1)
        logits = np.array(recorder.logits[:10]) + 1000
        frame = int(logits.argmax())
        if frame >= 4:
            between = (logits[:frame].max() + logits[frame]) / 2
            with torch.no_grad():
                model.flow_lm.out_eos.bias.fill_(-4 - between)
            return
    raise SystemExit("these random weights never end a text")


# What follows says the same as the reference's layers without changing a tensor in place and
# without sizes that depend on values, neither of which can be exported.


_append = transformer._LinearKVCacheBackend.append_and_get


def _export_append(self, k, v, state):
    if state is None:
        return _append(self, k, v, state)
    cache, offset = state["cache"], state["offset"]
    positions = torch.arange(cache.shape[2])
    place = positions - offset
    n_new = k.shape[1]
    is_new = ((place >= 0) & (place < n_new)).view(1, 1, -1, 1, 1)
    new = torch.stack([k, v]).index_select(2, place.clamp(min=0, max=n_new - 1))
    state["cache"] = torch.where(is_new, new, cache)
    is_known = (positions < offset + n_new).view(1, 1, -1, 1, 1)
    known = torch.where(is_known, state["cache"], torch.zeros_like(cache))
    k_all, v_all = known.permute(0, 1, 3, 2, 4)
    return k_all, v_all, positions.view(1, -1), offset


def _export_conv(self, x, model_state):
    state = self.init_state(1, 0) if model_state is None else self.get_state(model_state)
    n_before = state["previous"].shape[-1]
    if n_before:
        before = state["previous"]
        if self.pad_mode == "replicate":
            before = torch.where(state["first"].view(-1, 1, 1), x[..., :1], before)
            state["first"] = torch.zeros_like(state["first"])
        x = torch.cat([before, x], dim=-1)
        state["previous"] = x[..., -n_before:]
    return self.conv(x)


def _export_conv_transpose(self, x, mimi_state):
    state = self.get_state(mimi_state)
    y = self.convtr(x)
    n_partial = state["partial"].shape[-1]
    if not n_partial:
        return y
    head = y[..., :n_partial] + state["partial"]
    tail = y[..., -n_partial:]
    if self.convtr.bias is not None:
        tail = tail - self.convtr.bias[:, None]
    whole = torch.cat([head, y[..., n_partial:]], dim=-1)
    if y.shape[-1] < 2 * n_partial:
        raise SystemExit("a layer whose step is shorter than its overlap is not provided for")
    state["partial"] = tail
    return whole[..., :-n_partial]


def _manifest(state: dict) -> list[dict]:
    entries = []
    for module in sorted(state):
        for key in sorted(state[module]):
            tensor = state[module][key]
            if tensor.dtype == torch.bool:
                fill = "ones"
            else:
                fill = "nan" if tensor.numel() and torch.isnan(tensor.float()).all() else "zeros"
            index = len(entries)
            entries.append(
                {
                    "index": index,
                    "input_name": f"state_{index}",
                    "output_name": f"out_state_{index}",
                    "module": module,
                    "key": "step" if key == "offset" else key,
                    "path": f"{module}/{key}",
                    "shape": list(tensor.shape),
                    "dtype": str(tensor.dtype).removeprefix("torch."),
                    "fill": fill,
                }
            )
    return entries


def _nested(flat: tuple, manifest: list[dict]) -> dict:
    state: dict = {}
    for entry, tensor in zip(manifest, flat, strict=True):
        module, key = entry["path"].split("/")
        state.setdefault(module, {})[key] = tensor.clone()
    return state


def _flat(state: dict, manifest: list[dict]) -> tuple:
    paths = [entry["path"].split("/") for entry in manifest]
    return tuple(state[module][key] for module, key in paths)


class _Main(torch.nn.Module):
    def __init__(self, flow_lm, manifest) -> None:
        super().__init__()
        self.flow_lm = flow_lm
        self.manifest = manifest

    def forward(self, sequence, text_embeddings, *flat):
        state = _nested(flat, self.manifest)
        sequence = torch.where(torch.isnan(sequence), self.flow_lm.bos_emb, sequence)
        joined = torch.cat([text_embeddings, self.flow_lm.input_linear(sequence)], dim=1)
        last = self.flow_lm.out_norm(self.flow_lm.transformer(joined, state))[:, -1]
        for layer in state.values():
            layer["offset"] = layer["offset"] + joined.shape[1]
        return last, self.flow_lm.out_eos(last), *_flat(state, self.manifest)


class _Decoder(torch.nn.Module):
    def __init__(self, model, manifest) -> None:
        super().__init__()
        self.flow_lm, self.mimi, self.manifest = model.flow_lm, model.mimi, manifest

    def forward(self, latent, *flat):
        state = _nested(flat, self.manifest)
        scaled = latent * self.flow_lm.emb_std + self.flow_lm.emb_mean
        audio = self.mimi.decode_from_latent(self.mimi.quantizer(scaled.transpose(-1, -2)), state)
        for layer in state.values():
            if "offset" in layer:
                layer["offset"] = layer["offset"] + _STEPS_A_FRAME * latent.shape[1]
        return audio, *_flat(state, self.manifest)


class _Encoder(torch.nn.Module):
    def __init__(self, model) -> None:
        super().__init__()
        self.flow_lm, self.mimi = model.flow_lm, model.mimi

    def forward(self, audio):
        # The reference pads to whole frames first; whoever runs the graph has to.
        (heard,) = self.mimi.encoder_transformer(self.mimi.encoder(audio, None), None)
        heard = self.mimi._to_framerate(heard).transpose(-1, -2)
        return F.linear(heard, self.flow_lm.speaker_proj_weight)


class _Conditioner(torch.nn.Module):
    def __init__(self, conditioner) -> None:
        super().__init__()
        self.conditioner = conditioner

    def forward(self, token_ids):
        return self.conditioner(TokenizedText(token_ids))


def _export(module, inputs: tuple, name: str, names: tuple, axes: dict) -> None:
    torch.onnx.export(
        module.eval(),
        inputs,
        str(_OUT / f"{name}.onnx"),
        input_names=list(names[0]),
        output_names=list(names[1]),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def _export_all(model: TTSModel) -> tuple[list[dict], list[dict]]:
    transformer._LinearKVCacheBackend.append_and_get = _export_append
    transformer._LinearKVCacheBackend.rope_offset = lambda _s, state, *_: (
        0 if state is None else state["offset"]
    )
    conv.StreamingConv1d.forward = _export_conv
    conv.StreamingConvTranspose1d.forward = _export_conv_transpose
    flow_lm, mimi = model.flow_lm, model.mimi
    main_state = init_states(flow_lm, batch_size=1, sequence_length=_POSITIONS)
    main_manifest = _manifest(main_state)
    kept = {
        name: layer
        for name, layer in init_states(mimi, 1, 30 * _STEPS_A_FRAME).items()
        if name.startswith(("decoder", "upsample"))
    }
    decoder_manifest = _manifest(kept)

    def names(manifest, *first):
        inputs = [entry["input_name"] for entry in manifest]
        outputs = [entry["output_name"] for entry in manifest]
        return (*first[0], *inputs), (*first[1], *outputs)

    _export(
        _Main(flow_lm, main_manifest),
        (torch.randn(1, 1, 4), torch.randn(1, 3, 16), *_flat(main_state, main_manifest)),
        "flow_lm_main",
        names(main_manifest, ("sequence", "text_embeddings"), ("conditioning", "eos_logit")),
        {"sequence": {1: "frames"}, "text_embeddings": {1: "tokens"}},
    )
    _export(
        flow_lm.flow_net,
        (torch.randn(1, 16), torch.zeros(1, 1), torch.ones(1, 1), torch.randn(1, 4)),
        "flow_lm_flow",
        (("c", "s", "t", "x"), ("flow_dir",)),
        {},
    )
    _export(
        _Decoder(model, decoder_manifest),
        (torch.randn(1, 2, 4), *_flat(kept, decoder_manifest)),
        "mimi_decoder",
        names(decoder_manifest, ("latent",), ("audio_frame",)),
        {"latent": {1: "frames"}},
    )
    _export(
        _Encoder(model),
        (torch.randn(1, 1, 1920 * 5),),
        "mimi_encoder",
        (("audio",), ("latents",)),
        {"audio": {2: "samples"}},
    )
    _export(
        _Conditioner(flow_lm.conditioner),
        (torch.tensor([[3, 4, 5]]),),
        "text_conditioner",
        (("token_ids",), ("embeddings",)),
        {"token_ids": {1: "tokens"}},
    )
    return main_manifest, decoder_manifest


def _prepared_texts() -> list[dict]:
    rows = []
    for text in (*_TEXTS, "Oui.", "Ça va ; et toi", "élan vital", "42"):
        for pads in (False, True):
            prepared, frames = reference.prepare_text_prompt(
                text, pad_with_spaces_for_short_inputs=pads, remove_semicolons=True
            )
            rows.append({"text": text, "pads": pads, "prepared": prepared, "frames": frames + 2})
    return rows


def main() -> None:
    shutil.rmtree(_OUT, ignore_errors=True)
    _OUT.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch, torch.no_grad():
        model = _model(Path(scratch))
        clip = np.random.default_rng(3).normal(0, 0.1, 24_000).astype(np.float32)
        state = model.get_state_for_audio_prompt(torch.from_numpy(clip)[None])
        heard = model._encode_audio(torch.from_numpy(clip)[None, None])
        text, _ = reference.prepare_text_prompt(
            _TEXTS[0], pad_with_spaces_for_short_inputs=False, remove_semicolons=True
        )
        tokens = model.flow_lm.conditioner.prepare(text)
        _let_it_end(model, _TEXTS[0], state)
        recorder = _Recorder(model)
        audio = recorder.record(_TEXTS[0], state, frames_after_eos=3)
        embeddings = model.flow_lm.conditioner(tokens)
        shutil.copy(Path(scratch) / "tokenizer.model", _OUT / "tokenizer.model")
        main_manifest, decoder_manifest = _export_all(model)
        np.save(_OUT / "bos_before_voice.npy", model.flow_lm.bos_before_voice.numpy())
    bundle = {
        "schema_version": 2,
        "bundle_name": "tiny",
        "sample_rate": 24_000,
        "frame_rate": 12.5,
        "samples_per_frame": 1920,
        "latent_dim": 4,
        "conditioning_dim": 16,
        "max_token_per_chunk": 50,
        "insert_bos_before_voice": True,
        "pad_with_spaces_for_short_inputs": False,
        "remove_semicolons": True,
        "model_recommended_frames_after_eos": None,
        "tokenizer_file": "tokenizer.model",
        "bos_before_voice_file": "bos_before_voice.npy",
        "flow_lm_state_manifest": main_manifest,
        "mimi_state_manifest": decoder_manifest,
    }
    (_OUT / "bundle.json").write_text(json.dumps(bundle, indent=1) + "\n", encoding="utf-8")
    (_OUT / "texts.json").write_text(
        json.dumps(_prepared_texts(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    n_frames = len(audio) // 1920
    np.savez_compressed(
        _OUT / "expected.npz",
        text=text,
        token_ids=tokens.tokens.numpy()[0],
        clip=clip,
        heard=heard.numpy()[0],
        embeddings=embeddings.numpy()[0],
        noise=np.stack(recorder.noise[:n_frames]),
        conditions=np.concatenate(recorder.conditions[:n_frames]),
        logits=np.array(recorder.logits[:n_frames], np.float32),
        latents=np.stack(recorder.latents[:n_frames]),
        audio=audio,
        provenance=f"pocket-tts {version('pocket-tts')}, torch {torch.__version__}, random weights",
    )


if __name__ == "__main__":
    main()
