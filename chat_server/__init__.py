"""Warmline's server: conversations between visitors and agents, durable and in order."""

__version__ = "0.1.0"
