"""What projects declare as their interface: dumps and reports that a build writes, and descriptions that people do.

One module for each form, each behind `interface.Form` (what others may call) or `families.Reader` (what programs send
one another); `extractor` compares both sides."""
