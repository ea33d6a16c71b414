"""The recurrence of the SSRU cell (Kim et al. 2019, "From Research to Production and Back").

    c[t] = f[t] * c[t-1] + (1 - f[t]) * x[t],    c[-1] = 0

The gates do not depend on the state, so everything but one fused multiply-add a step is done for
all steps at once; what is left is a loop over time on contiguous [batch, d] slices. A parallel
scan in log space would need O(log T) passes over the whole tensor: at T below 100 it is slower.
"""

from typing import Any

import torch
from torch import Tensor


class _Scan(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, gate: Tensor, candidate: Tensor) -> Tensor:
        # a[t] = (1 - f[t]) * x[t] is written first, then turned into c[t] in place.
        forget = gate.float()
        value = candidate.float()
        cells = torch.addcmul(value, forget, value, value=-1.0)
        for t in range(1, cells.shape[0]):
            cells[t].addcmul_(forget[t], cells[t - 1])
        ctx.save_for_backward(gate, candidate, cells)
        return cells.to(gate.dtype)

    @staticmethod
    def backward(ctx: Any, *grad_outputs: Tensor) -> tuple[Tensor, Tensor]:
        gate, candidate, cells = ctx.saved_tensors
        forget = gate.float()
        # flow[t] = dL/dc[t], with what flows back from c[t+1].
        flow = grad_outputs[0].float()
        if flow.data_ptr() == grad_outputs[0].data_ptr():
            flow = flow.clone()
        for t in range(flow.shape[0] - 2, -1, -1):
            flow[t].addcmul_(forget[t + 1], flow[t + 1])
        grad_candidate = torch.addcmul(flow, forget, flow, value=-1.0)
        grad_gate = candidate.float().neg_()
        grad_gate[1:] += cells[:-1]
        grad_gate *= flow
        return grad_gate.to(gate.dtype), grad_candidate.to(candidate.dtype)


def ssru_scan(gate: Tensor, candidate: Tensor) -> Tensor:
    """Run the recurrence from a zero state.

    Args:
        gate: forget gates f in [0, 1], [T, batch, d].
        candidate: x, [T, batch, d].

    Returns:
        c, [T, batch, d] in the dtype of `gate`; the state itself is kept in float32.
    """
    cells: Tensor = _Scan.apply(gate, candidate)  # type: ignore[no-untyped-call]
    return cells
