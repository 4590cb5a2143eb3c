"""Every change of state: check, write, publish after commit."""
