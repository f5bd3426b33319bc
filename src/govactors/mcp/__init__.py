"""The publication for language models: the Model Context Protocol on stdio and over HTTP.

Everything is read-only. What a model sends is a name, an address within the publication, or a
query: no address is opened and no file is read. Queries run in the fenced workers of the service.
"""
