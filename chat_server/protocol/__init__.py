"""Frames and close codes: the protocol as pure values, without I/O."""
