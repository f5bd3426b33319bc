"""The tokens of SPARQL 1.1 and 1.2, as far as a scanner must know them.

Repetitions are possessive, so no text makes the expression try again and again.
"""

import re

_CHARS = r"A-Za-z0-9_\-\u0080-\U0010ffff"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"
_FIRST = rf"[A-Za-z0-9_:\u0080-\U0010ffff]|{_ESCAPED}"
_LOCAL = rf"(?:{_FIRST})(?:[{_CHARS}:]|{_ESCAPED}|\.++(?=[{_CHARS}:%\\]))*+"
_CODE_POINT = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"

TOKEN = re.compile(
    rf"""
    (?P<space>[ \t\r\n]++|\#[^\r\n]*+)
  | (?P<variable>[?$][A-Za-z0-9_\u0080-\U0010ffff]++)
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{_CODE_POINT})*+>)
  | (?P<blank>_:[{_CHARS}](?:[{_CHARS}]|\.++(?=[{_CHARS}]))*+)
  | (?P<name>(?:[A-Za-z\u0080-\U0010ffff][{_CHARS}.]{{0,99}}+)?:(?:{_LOCAL})?)
  | (?P<word>[A-Za-z_\u0080-\U0010ffff][A-Za-z0-9_\u0080-\U0010ffff]*+)
  | (?P<number>(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][+-]?[0-9]++)?)
  | (?P<string>'''(?:[^'\\]|\\.|'(?!''))*+''' | \"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\"
      | '(?!'')(?:[^'\\\r\n]|\\.)*+' | "(?!"")(?:[^"\\\r\n]|\\.)*+")
  | (?P<unclosed>['"])
  | (?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
  | (?P<open>[({{\[])
  | (?P<close>[)}}\]])
  | (?P<datatype>\^\^)
  | (?P<operator>&&|\|\||[!<>]=|[/|^!+\-*=<>?&])
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)

_ESCAPE = re.compile(rf"\\\\|{_CODE_POINT}")


def decode(text: str) -> str:
    """The text with code-point escapes of letters, digits and ``_`` undone (SPARQL 1.1, 19.2).

    Others are legal only in strings and IRIs, where the engine undoes them; a pair of
    backslashes is an escaped backslash and stays.

    >>> decode("\\\\u0041SK")
    'ASK'
    """
    return _ESCAPE.sub(_character, text) if "\\u" in text or "\\U" in text else text


def _character(found: re.Match[str]) -> str:
    escape = found[0]
    code = int(escape[2:], 16) if escape[1] in "uU" else 0
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return escape
    return chr(code) if chr(code).isalnum() or code == ord("_") else escape


def origin(text: str, offset: int) -> int:
    """The offset in the text as it was sent, of an offset in the decoded text.

    >>> origin("\\\\u0041SK", 1)
    6
    """
    gone = 0
    for escape in _ESCAPE.finditer(text):
        if escape.start() - gone >= offset:
            break
        gone += len(escape[0]) - len(_character(escape))
    return offset + gone
