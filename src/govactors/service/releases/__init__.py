"""Releases over HTTP: their files, whole or in parts, their catalogue, and what changed."""
