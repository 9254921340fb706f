"""The tests: a package, so that scripts and fixtures can be shared."""
