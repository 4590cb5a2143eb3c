"""The WebSocket edge: frames in, actions, frames out."""
