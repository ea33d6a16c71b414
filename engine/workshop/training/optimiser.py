"""AdamW on float32 masters of bfloat16 parameters, with a moving average of the weights."""

import math
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from typing import Final, TypedDict

import torch
from torch import Tensor, nn

_ALIGNMENT_VALUES: Final = 32
"""Parameters start on 64-byte lines of the flat buffer."""


class OptimiserState(TypedDict):
    """What a checkpoint keeps of a `MixedAdam`, one item a group."""

    masters: list[Tensor]
    averages: list[Tensor]
    adam: list[dict[str, object]]
    n_steps: int


class MixedAdam:
    """AdamW (Loshchilov and Hutter 2019) in float32 for a network in bfloat16.

    Each group's parameters and gradients live in flat buffers, so that a step is a handful of
    operations whatever the number of tensors; groups are handled side by side.

    Args:
        groups: parameters that share a learning rate, each as the same bfloat16 parameters of every
            replica of the network. From then on the replicas share one flat buffer; their gradients
            stay apart.
        workers: runs one task a group.
        average_decay: share of the moving average of the weights that a step keeps.
        clip_norm: largest norm of all gradients together.
        weight_decay: of AdamW.
    """

    def __init__(
        self,
        groups: Sequence[Sequence[Sequence[nn.Parameter]]],
        *,
        workers: Executor,
        average_decay: float,
        clip_norm: float = 1.0,
        weight_decay: float = 0.01,
    ) -> None:
        self._workers = workers
        self._groups = [_FlatGroup(group, weight_decay=weight_decay) for group in groups]
        self._average_decay = average_decay
        self._clip_norm = clip_norm
        self._n_steps = 0

    def step(self, rates: Sequence[float]) -> float:
        """Apply the mean of the replicas' gradients and clear them.

        Args:
            rates: learning rate of each group; a group with 0 stays as it is.

        Returns:
            The norm of the gradients before clipping; when it is not finite nothing is applied.
        """
        norms = self._workers.map(_FlatGroup.collect, self._groups)
        norm = math.hypot(*norms)
        if not math.isfinite(norm):
            return norm
        self._n_steps += 1
        # Early on the average follows quickly, so that it does not keep the starting weights.
        keep = min(self._average_decay, (1 + self._n_steps) / (10 + self._n_steps))
        clip = min(1.0, self._clip_norm / (norm + 1e-6))

        def apply(group: _FlatGroup, rate: float) -> None:
            if rate > 0.0:
                group.apply(rate, clip=clip, keep=keep)

        for _ in self._workers.map(apply, self._groups, rates):
            pass
        return norm

    @torch.no_grad()
    def average_into(self, groups: Iterable[Sequence[nn.Parameter]]) -> None:
        """Copy the averaged weights into another network's parameters, in the groups' order."""
        for group, parameters in zip(self._groups, groups, strict=True):
            for parameter, start in zip(parameters, _starts(parameters), strict=False):
                values = group.average[start : start + parameter.numel()]
                parameter.copy_(values.view(parameter.shape))

    def state(self) -> OptimiserState:
        """What `load_state` needs to go on exactly from here."""
        return {
            "masters": [group.master for group in self._groups],
            "averages": [group.average for group in self._groups],
            "adam": [group.adam.state_dict() for group in self._groups],
            "n_steps": self._n_steps,
        }

    @torch.no_grad()
    def load_state(self, state: OptimiserState) -> None:
        """Go on from what `state` returned."""
        for index, group in enumerate(self._groups):
            group.master.copy_(state["masters"][index])
            group.average.copy_(state["averages"][index])
            group.buffer.copy_(group.master)
            group.adam.load_state_dict(state["adam"][index])
        self._n_steps = state["n_steps"]


class _FlatGroup:
    """One group in flat buffers."""

    def __init__(self, replicas: Sequence[Sequence[nn.Parameter]], *, weight_decay: float) -> None:
        self.buffer = _flattened(replicas[0])
        self._gradients = []
        for parameters in replicas:
            _share(parameters, self.buffer)
            self._gradients.append(_flat_gradients(parameters))
        self.master = self.buffer.float()
        self.average = self.master.clone()
        self._gradient = torch.zeros_like(self.master)
        self._scratch = torch.empty_like(self.master)
        self.master.grad = self._gradient
        self.adam = torch.optim.AdamW(
            [self.master], lr=0.0, betas=(0.9, 0.98), weight_decay=weight_decay, fused=True
        )

    @torch.no_grad()
    def collect(self) -> float:
        """Gather the replicas' mean gradient and clear theirs; its norm."""
        self._gradient.copy_(self._gradients[0])
        self._gradients[0].zero_()
        for gradient in self._gradients[1:]:
            # Adding bfloat16 to float32 directly takes torch's slow path for mixed types.
            self._scratch.copy_(gradient)
            self._gradient.add_(self._scratch)
            gradient.zero_()
        self._gradient.mul_(1.0 / len(self._gradients))
        return float(self._gradient.norm())

    @torch.no_grad()
    def apply(self, rate: float, *, clip: float, keep: float) -> None:
        """One step of AdamW and of the moving average."""
        if clip < 1.0:
            self._gradient.mul_(clip)
        self.adam.param_groups[0]["lr"] = rate
        self.adam.step()
        self.buffer.copy_(self.master)
        self.average.lerp_(self.master, 1.0 - keep)


def _starts(parameters: Sequence[nn.Parameter]) -> list[int]:
    """Where each parameter starts in the flat buffer, and the buffer's size at the end."""
    starts = [0]
    for parameter in parameters:
        n_lines = -(-parameter.numel() // _ALIGNMENT_VALUES)
        starts.append(starts[-1] + n_lines * _ALIGNMENT_VALUES)
    return starts


@torch.no_grad()
def _flattened(parameters: Sequence[nn.Parameter]) -> Tensor:
    starts = _starts(parameters)
    buffer = torch.zeros(starts[-1], dtype=torch.bfloat16)
    for parameter, start in zip(parameters, starts, strict=False):
        view = buffer[start : start + parameter.numel()].view(parameter.shape)
        view.copy_(parameter)
    return buffer


def _share(parameters: Sequence[nn.Parameter], buffer: Tensor) -> None:
    for parameter, start in zip(parameters, _starts(parameters), strict=False):
        parameter.data = buffer[start : start + parameter.numel()].view(parameter.shape)


def _flat_gradients(parameters: Sequence[nn.Parameter]) -> Tensor:
    starts = _starts(parameters)
    buffer = torch.zeros(starts[-1], dtype=torch.bfloat16)
    for parameter, start in zip(parameters, starts, strict=False):
        parameter.grad = buffer[start : start + parameter.numel()].view(parameter.shape)
    return buffer
