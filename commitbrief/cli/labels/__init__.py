"""The commands under `commitbrief labels`."""
