"""How the pages of this folder become a site: ``scripts/manual``."""

import re
from typing import TYPE_CHECKING

import govactors

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "govactors"
author = "govactors project"
project_copyright = "EUPL-1.2 (software), CC0-1.0 (ontology and data)"
version = release = govactors.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["samples"]
myst_heading_anchors = 3
nitpicky = False

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autoclass_content = "class"
python_use_unqualified_type_names = True

html_theme = "furo"
html_title = "govactors"
html_show_sphinx = False
html_copy_source = False

_LINK = re.compile(r"^\| \[[^\]]+\]\((\w[\w-]*)\.md\)", re.MULTILINE)


def _contents(_: "Sphinx", name: str, source: list[str]) -> None:
    """Makes the tables of the first page, in their order, the table of contents of the site."""
    if name == "index":
        sections = re.split(r"^## (.+)$", source[0], flags=re.MULTILINE)
        for caption, text in zip(sections[1::2], sections[2::2], strict=True):
            pages = "\n".join(_LINK.findall(text))
            source[0] += f"\n\n```{{toctree}}\n:hidden:\n:caption: {caption}\n\n{pages}\n```\n"


def _outside(_: "Sphinx", __: str, source: list[str]) -> None:
    """Files of the clone that are no pages stand as their names."""
    source[0] = re.sub(r"\[([^\]]+)\]\(\.\./[^)]*\)", r"\1", source[0])


def setup(app: "Sphinx") -> None:
    """Called by the generator."""
    app.connect("source-read", _outside)
    app.connect("source-read", _contents)
