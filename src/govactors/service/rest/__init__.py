"""JSON for programs that know no RDF: things, names in tables made things, Turtle checked."""
