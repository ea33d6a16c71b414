"""Sound in and out: one contract for inputs, one for outputs, and what implements them."""
