"""A small shop on an origin of its own that carries the widget, and people who have already talked there."""
