"""The HTTP edge in JSON; it ends in the same actions as the sockets."""
