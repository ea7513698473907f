"""How much commits matter: one protocol, a formula that people can read, and a learned model."""
