"""Speaking: committed target text in, target speech out."""
