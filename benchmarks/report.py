"""Figures as text, and as bars for the picture."""

from collections.abc import Sequence
from typing import Any

from benchmarks.chart import Bar, Group

_TITLES = {
    "cached": "repeated lookups, answers a second",
    "uncached": "first-time lookups, answers a second",
    "unchanged": "304, answers a second",
}


def text(found: Sequence[dict[str, Any]]) -> str:
    """The whole as tables; the ratio is to our service's rate in the same load."""
    lines = []
    for size in found:
        lines.append(f"{size['triples']} triples")
        for name, title in _TITLES.items():
            if name in size:
                lines += _rates(title, size[name])
        for what, figures in size.get("large", {}).items():
            lines += _rates(f"{what}, answers a second", figures)
        for name, figure in size.get("heavy", {}).items():
            lines.append(
                f"  beside 4 heavy queries, {name}: keeps {figure['kept']:.0%} of"
                f" {figure['before']['rate']:.0f}/s, p99 x {figure['p99_ratio']:.1f}"
                f" ({figure['before']['p99']:.1f} to {figure['during']['p99']:.1f} ms),"
                f" {figure['cores_after']:.2f} cores busy after"
            )
        for name, figure in size.get("start", {}).items():
            lines.append(f"  start, {name}: {figure['seconds']:.2f} s, {figure['memory']:.0f} MB")
        for name, figure in size.get("cost", {}).items():
            lines.append(f"  memory, {name}: {figure['memory']:.0f} MB")
    return "\n".join(lines)


def _rates(title: str, figures: dict[str, Any]) -> list[str]:
    ours = next(iter(figures.values()))["rate"]
    lines = [f"  {title}"]
    for name, figure in figures.items():
        first = f", first byte {figure['first_byte']:.1f} ms" if "first_byte" in figure else ""
        ratio = ours / figure["rate"] if figure["rate"] else float("inf")
        lines.append(
            f"    {name:22}{figure['rate']:>10.1f}/s  ours is {ratio:.2f}x  p50 {figure['p50']:.1f}"
            f" p99 {figure['p99']:.1f} ms  {figure['megabytes']:.0f} MB/s{first}"
            f"  {figure['failed']} failed"
        )
    return lines


def bars(found: Sequence[dict[str, Any]]) -> list[Group]:
    """One group of bars a load and size."""
    groups = []
    for size in found:
        for name, title in _TITLES.items():
            groups += _group(f"{size['triples']} triples: {title}", size.get(name, {}))
        for what, figures in size.get("large", {}).items():
            groups += _group(f"{size['triples']} triples: {what}, answers a second", figures)
    return groups


def _group(title: str, figures: dict[str, Any]) -> list[Group]:
    made = tuple(Bar(name, figure["rate"]) for name, figure in figures.items())
    return [Group(title, made)] if made else []
