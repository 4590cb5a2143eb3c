"""Values and rules of the chat, without I/O."""
