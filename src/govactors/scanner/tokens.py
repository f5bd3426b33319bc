"""The tokens of SPARQL 1.1 and 1.2, as far as a scanner must know them.

Repetitions are possessive, so no text makes the expression try again and again.
"""

import re

# Classes are written as what they lack in ASCII: those that name all the rest of Unicode take
# thirty times as long to compile, at every start of the command line.
_NONE = r"\[-^`{-\x7f"  # neither letter nor digit nor _
_WORD = rf"[^\x00-/:-@{_NONE}]"  # A-Z a-z 0-9 _ and all beyond ASCII
_CHAR = rf"[^\x00-,./:-@{_NONE}]"  # and the hyphen
_CHAR_OR_COLON = rf"[^\x00-,./;-@{_NONE}]"
_CHAR_OR_DOT = rf"[^\x00-,/:-@{_NONE}]"
_BEHIND_DOT = r"[^\x00-$&-,./;-@\[\]^`{-\x7f]"  # and : % and the backslash
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"
_FIRST = rf"[^\x00-/;-@{_NONE}]|{_ESCAPED}"
_LOCAL = rf"(?:{_FIRST})(?:{_CHAR_OR_COLON}|{_ESCAPED}|\.++(?={_BEHIND_DOT}))*+"
_CODE_POINT = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"

TOKEN = re.compile(
    rf"""
    (?P<space>[ \t\r\n]++|\#[^\r\n]*+)
  | (?P<variable>[?$]{_WORD}++)
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{_CODE_POINT})*+>)
  | (?P<blank>_:{_CHAR}(?:{_CHAR}|\.++(?={_CHAR}))*+)
  | (?P<name>(?:[^\x00-@\[-`{{-\x7f]{_CHAR_OR_DOT}{{0,99}}+)?:(?:{_LOCAL})?)
  | (?P<word>[^\x00-@{_NONE}]{_WORD}*+)
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
