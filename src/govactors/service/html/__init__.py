"""Pages for people: what stands on them, what it is called, and the files that they load."""
