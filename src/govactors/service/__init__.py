"""The publication over HTTP: a thin face on the library, with strangers' queries fenced off.

A *nursery* process holds the loaded data and forks *workers*; each evaluates one query at a
time under limits and is killed when it exceeds them. The *front* process speaks HTTP, hands
queries to workers and never evaluates or parses one itself.
"""
