"""Trains one student, with checkpoints that go on exactly where a killed run stopped."""

import json
import logging
import math
import os
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import FrameType
from typing import Final, TypedDict

import sentencepiece
import torch
from torch import Tensor, nn

from engine.workshop.training.corpus import Pair
from engine.workshop.training.decode import score_student, source_mask
from engine.workshop.training.model import DropoutPool, Student
from engine.workshop.training.optimiser import MixedAdam, OptimiserState
from engine.workshop.training.shards import Batch, Shard, gather_batch, plan_batches

_LOG = logging.getLogger(__name__)

_LOG_STEPS: Final = 50
_MASK_REFRESH_STEPS: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How a training proceeds.

    Attributes:
        peak_rate: highest learning rate.
        warm_up_steps: linear rise to the peak.
        hold_steps: step from which the rate falls with the inverse square root.
        finish_from: step at which the last, linear fall to 2 % starts; None while undecided.
        finish_steps: length of that fall; training stops after it.
        frozen_steps: steps in which the encoder does not learn.
        thaw_steps: linear rise of its learning rate after that: at once at full rate, Adam would
            undo in fifty steps what the parent has learnt.
        encoder_scale: its learning rate relative to the decoder's in the end.
        batch_tokens: padded positions of the larger side of a batch of one thread.
        smoothing: label smoothing.
        dropout: share of values dropped after each sublayer of the decoder.
        encoder_dropout: the same in the encoder. The published students were trained without:
            a share of 0.1 takes what the encoder says apart (loss 2.9 to 5.2), 0.05 still hurts.
        average_decay: share of the moving average of weights kept by a step.
        checkpoint_s: seconds between checkpoints.
        evaluate_steps: steps between scorings of the development sets.
        max_steps: where to stop in any case.
    """

    peak_rate: float = 1e-3
    warm_up_steps: int = 300
    hold_steps: int = 3000
    finish_from: int | None = None
    finish_steps: int = 3000
    frozen_steps: int = 1000
    thaw_steps: int = 1000
    encoder_scale: float = 0.2
    batch_tokens: int = 2500
    smoothing: float = 0.1
    dropout: float = 0.1
    encoder_dropout: float = 0.0
    average_decay: float = 0.9995
    checkpoint_s: float = 300.0
    evaluate_steps: int = 500
    max_steps: int = 1_000_000

    def rate(self, step: int) -> float:
        """The learning rate of a step, counted from 1."""
        rate = self.peak_rate * min(1.0, step / self.warm_up_steps)
        rate *= min(1.0, math.sqrt(self.hold_steps / step))
        if self.finish_from is not None and step > self.finish_from:
            left = 1.0 - (step - self.finish_from) / self.finish_steps
            rate *= max(0.02, left)
        return rate

    def encoder_rate_scale(self, step: int) -> float:
        """The encoder's learning rate relative to the decoder's at a step."""
        thawed = step - self.frozen_steps
        return self.encoder_scale * min(1.0, max(0.0, thawed / self.thaw_steps))

    def is_over(self, step: int) -> bool:
        """Whether nothing is left to do after this step."""
        is_finished = self.finish_from is not None and step >= self.finish_from + self.finish_steps
        return is_finished or step >= self.max_steps


DEFAULT_SCHEDULE: Final = Schedule()


class Checkpoint(TypedDict):
    """What is on disk of a training that goes on."""

    optimiser: OptimiserState
    step: int
    epoch: int
    batch: int
    target_tokens: int
    seconds: float
    best: float
    finish_from: int | None
    generators: list[Tensor]


class Trainer:
    """One training run.

    Args:
        replicas: equal warm-started networks in bfloat16, one for each thread; a checkpoint's
            weights replace theirs.
        twin: one more, for scoring.
        schedule: how to proceed.
        shard_paths: tokenised epochs, used in turn.
        dev_sets: pairs to score while training; the mean of their chrF chooses the best weights.
        source_pieces: vocabulary of the source.
        target_pieces: vocabulary of the target.
        reads_english: whether the English side is the source; its embedding is then not trained.
        folder: where checkpoints and the log go.
    """

    def __init__(
        self,
        *,
        replicas: Sequence[Student],
        twin: Student,
        schedule: Schedule,
        shard_paths: Sequence[Path],
        dev_sets: Mapping[str, Sequence[Pair]],
        source_pieces: sentencepiece.SentencePieceProcessor,
        target_pieces: sentencepiece.SentencePieceProcessor,
        reads_english: bool,
        folder: Path,
    ) -> None:
        self._replicas = replicas
        self._twin = twin
        self._schedule = schedule
        self._shard_paths = shard_paths
        self._dev_sets = dev_sets
        self._source_pieces = source_pieces
        self._target_pieces = target_pieces
        self._reads_english = reads_english
        self._folder = folder
        # One thread a replica, each running one-threaded operations, loses no time at the end of
        # every small operation waiting for the other; they meet once a step.
        self._workers = ThreadPoolExecutor(max_workers=len(replicas))
        n = len(replicas)
        self._generators = [torch.Generator().manual_seed(1 + i) for i in range(2 * n)]
        self._dropouts = [DropoutPool(schedule.dropout, g) for g in self._generators[:n]]
        self._encoder_dropouts = [
            DropoutPool(schedule.encoder_dropout, g) for g in self._generators[n:]
        ]
        decoders, encoders = zip(
            *(trained_parameters(replica, reads_english=reads_english) for replica in replicas),
            strict=True,
        )
        self._twin_groups = trained_parameters(twin, reads_english=reads_english)
        self._optimiser = MixedAdam(
            [
                decoders,
                encoders,
            ],
            workers=self._workers,
            average_decay=schedule.average_decay,
        )
        self._step = 0
        self._epoch = 0
        self._batch = 0
        self._target_tokens = 0
        self._seconds = 0.0
        self._best = -1.0
        self._is_stopping = False

    @property
    def checkpoint_path(self) -> Path:
        """The file that a killed run goes on from."""
        return self._folder / "checkpoint.pt"

    def resume(self) -> bool:
        """Go on from the checkpoint, if there is one."""
        if not self.checkpoint_path.exists():
            return False
        saved: Checkpoint = torch.load(self.checkpoint_path, weights_only=True)
        self._optimiser.load_state(saved["optimiser"])
        self._step, self._epoch, self._batch = saved["step"], saved["epoch"], saved["batch"]
        self._target_tokens, self._seconds = saved["target_tokens"], saved["seconds"]
        self._best = saved["best"]
        self._schedule = replace(self._schedule, finish_from=saved.get("finish_from"))
        for generator, state in zip(self._generators, saved["generators"], strict=False):
            generator.set_state(state)
        self._refresh_dropout()
        return True

    def save(self) -> None:
        """Write the checkpoint so that a kill at any moment leaves a whole one."""
        checkpoint: Checkpoint = {
            "optimiser": self._optimiser.state(),
            "step": self._step,
            "epoch": self._epoch,
            "batch": self._batch,
            "target_tokens": self._target_tokens,
            "seconds": self._seconds,
            "best": self._best,
            "finish_from": self._schedule.finish_from,
            "generators": [generator.get_state() for generator in self._generators],
        }
        save_atomically(checkpoint, self.checkpoint_path)

    def finish(self) -> None:
        """Let the learning rate fall to nothing from here on, unless it does so already."""
        if self._schedule.finish_from is None:
            self._schedule = replace(self._schedule, finish_from=self._step)

    def run(self) -> None:
        """Train until the schedule ends or the process is asked to stop."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        last_saved = last_logged = last_time = time.monotonic()
        losses: list[float] = []
        n_tokens = 0
        for batches in self._steps():
            loss, norm = self._train_on(batches)
            losses.append(loss)
            n_tokens += sum(int(batch.target_lengths.sum()) for batch in batches)
            now = time.monotonic()
            self._seconds += now - last_time
            last_time = now
            if self._step % _MASK_REFRESH_STEPS == 0:
                self._refresh_dropout()
            if self._step % _LOG_STEPS == 0:
                self._log(
                    kind="train",
                    loss=round(sum(losses) / len(losses), 4),
                    norm=round(norm, 3),
                    tokens_per_s=round(n_tokens / (now - last_logged)),
                )
                losses.clear()
                n_tokens, last_logged = 0, now
            if self._step % self._schedule.evaluate_steps == 0:
                self._evaluate()
            is_over = self._is_stopping or self._schedule.is_over(self._step)
            if is_over or now - last_saved > self._schedule.checkpoint_s:
                self.save()
                last_saved = now
            if is_over:
                break
        if self._schedule.is_over(self._step):
            self._evaluate()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._is_stopping = True

    def _refresh_dropout(self) -> None:
        for _ in self._workers.map(DropoutPool.refresh, [*self._dropouts, *self._encoder_dropouts]):
            pass

    def _steps(self) -> Iterator[list[Batch]]:
        while True:
            shard = Shard.load(self._shard_paths[self._epoch % len(self._shard_paths)])
            plan = plan_batches(shard, budget_tokens=self._schedule.batch_tokens, seed=self._epoch)
            while self._batch < len(plan):
                chosen = plan[self._batch : self._batch + len(self._replicas)]
                # Counted before training on it: a checkpoint after this step must not repeat it.
                self._batch += len(self._replicas)
                if len(chosen) == len(self._replicas):
                    yield [gather_batch(shard, indices) for indices in chosen]
            self._epoch += 1
            self._batch = 0

    def _train_on(self, batches: Sequence[Batch]) -> tuple[float, float]:
        self._step += 1
        indices = range(len(self._replicas))
        losses = list(self._workers.map(self._gradients, indices, batches))
        rate = self._schedule.rate(self._step)
        norm = self._optimiser.step([rate, rate * self._schedule.encoder_rate_scale(self._step)])
        self._target_tokens += sum(int(batch.target_lengths.sum()) for batch in batches)
        return sum(losses) / len(losses), norm

    def _gradients(self, index: int, batch: Batch) -> float:
        """Add the gradients of one batch to those of a replica; its mean loss."""
        student = self._replicas[index]
        source = torch.from_numpy(batch.source)
        mask = source_mask(torch.from_numpy(batch.source_lengths), source.shape[1])
        target = torch.from_numpy(batch.target).t().contiguous()
        if self._step <= self._schedule.frozen_steps:
            with torch.no_grad():
                encoded = student.encode(source, mask)
        else:
            encoded = student.encode(source, mask, dropout=self._encoder_dropouts[index])
        hidden = student.decode(encoded, mask, target, dropout=self._dropouts[index])
        is_real = torch.arange(target.shape[0]).unsqueeze(1) < torch.from_numpy(
            batch.target_lengths
        )
        loss = student.loss(hidden[is_real], target[is_real], smoothing=self._schedule.smoothing)
        loss.backward()  # type: ignore[no-untyped-call]
        return float(loss.detach())

    def _evaluate(self) -> None:
        self._optimiser.average_into(self._twin_groups)
        scores, seconds = score_student(
            self._twin,
            self._dev_sets,
            reads_english=self._reads_english,
            source_pieces=self._source_pieces,
            target_pieces=self._target_pieces,
        )
        mean_chrf = sum(score.chrf for score in scores.values()) / len(scores)
        self._log(
            kind="scores",
            seconds_translating=round(seconds, 1),
            **{name: asdict(score) for name, score in scores.items()},
        )
        save_atomically(self._twin.state_dict(), self._folder / "average.pt")
        if mean_chrf > self._best:
            self._best = mean_chrf
            save_atomically(self._twin.state_dict(), self._folder / "best.pt")

    def _log(self, *, kind: str, **values: object) -> None:
        row: dict[str, object] = {
            "kind": kind,
            "step": self._step,
            "epoch": self._epoch,
            "target_tokens": self._target_tokens,
            "minutes": round(self._seconds / 60, 2),
            "rate": round(self._schedule.rate(max(1, self._step)), 7),
            **values,
        }
        with (self._folder / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
        _LOG.info("%s", row)


def trained_parameters(
    student: Student, *, reads_english: bool
) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
    """The parameters that learn at full rate, and those of the encoder.

    The English source embedding of a parent is never trained: the sentence pairs hold a third of
    its pieces, and the rest would no longer fit the encoder.
    """
    decoder = list(student.decoder.parameters())
    decoder += list(student.target_embedding.parameters())
    decoder.append(student.output_bias)
    if reads_english:
        student.source_embedding.requires_grad_(False)
    else:
        decoder += list(student.source_embedding.parameters())
    return decoder, list(student.encoder.parameters())


def save_atomically(content: object, path: Path) -> None:
    """`torch.save` that leaves the old file or the new one, never a part."""
    partial = path.with_suffix(".partial")
    with partial.open("wb") as file:
        torch.save(content, file)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
