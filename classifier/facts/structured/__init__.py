"""Settings read by their structure: YAML, JSON, TOML and INI as trees in which every key knows its line."""
