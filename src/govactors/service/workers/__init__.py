"""The processes that evaluate: who waits, who works, inside which fence, and who ends them."""
