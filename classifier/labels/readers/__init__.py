"""What maintainers write for their users beside a change, one reader for each form; `all` lists them."""
