"""What was made of commits, kept between runs: best effort, in data that can hold no program."""
