"""The configuration: settings as typed objects, and the closed choices they share with the command line."""
