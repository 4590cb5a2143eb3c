"""Approved replies in several languages, and a coach for what is written beside them."""
