"""Trains text translation students on sentence pairs; never imported by the product.

Needs the `training` extra (torch). Run as `python -m engine.workshop.training`; see README.md here.
"""
