"""Others' ways to interpret, with the same weights on the same clock (extra `rivals`).

To add one: write a `RivalDecoder` (see adapter.py), a `Method` for it, and open it in workshop.py.
"""
