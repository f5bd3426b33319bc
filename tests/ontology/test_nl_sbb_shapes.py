"""In addition: the published NL-SBB shapes, where they lie beside the clone.

The rules in `nl-sbb/` stand on their own; the shapes only confirm them, and their results of
every severity count.
"""

from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, SH, Graph

from govactors.reference import PreparedGraph

SHAPES = sorted((Path(__file__).parents[3] / "shared" / "shapes" / "nl-sbb").glob("*.ttl"))

if SHAPES:
    # pySHACL still calls names that rdflib is about to drop.
    @pytest.mark.filterwarnings("ignore:.* is deprecated.*:DeprecationWarning")
    @pytest.mark.parametrize("shapes", SHAPES, ids=lambda file: file.stem)
    def test_published_shapes_find_nothing(concepts: Graph, shapes: Path) -> None:
        data = PreparedGraph()  # parses each query of the shapes once, not for each concept
        for triple in concepts:
            data.add(triple)
        _, report, text = validate(data, shacl_graph=str(shapes), advanced=True, inplace=True)
        assert isinstance(report, Graph)
        assert list(report.subjects(RDF.type, SH.ValidationResult)) == [], text
