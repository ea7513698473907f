"""Labels: what maintainers told their users about their commits, read, imported, asked for and checked."""
