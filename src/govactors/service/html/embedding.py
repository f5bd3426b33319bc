"""JSON inside a page: the one function that puts it there."""

import json
from collections.abc import Mapping

from markupsafe import Markup

_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def embedded(data: Mapping[str, object]) -> Markup:
    """JSON-LD as a data block; whatever its texts say, they cannot end the block.

    >>> print(embedded({"name": "</script>"}))
    <script type="application/ld+json">{"name": "\\u003c/script\\u003e"}</script>
    """
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return Markup('<script type="application/ld+json">') + Markup(text) + Markup("</script>")  # noqa: S704
