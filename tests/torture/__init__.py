"""`make torture`: what a hostile stranger would try, with time and memory measured. No part of `make test`."""
