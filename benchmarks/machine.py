"""What the figures were measured on, in words that name no host and no path.

Knows where systems keep such things; measures nothing.
"""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from pathlib import Path


def today() -> str:
    """The date in UTC."""
    return datetime.now(UTC).date().isoformat()


def described() -> str:
    """Cores, processor, memory, system and Python, in one sentence."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores ({_processor()}{_memory()}), {system}, {python}"


def load() -> str:
    """How busy the machine was: programs waiting for a core, over the last minute."""
    try:
        return f"{os.getloadavg()[0]:.1f}"
    except OSError:
        return "unknown"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    pairs = (line.partition(":") for line in lines)
    facts = {name.strip(): told.strip() for name, _, told in pairs}
    name = facts.get("model name", platform.processor() or "unknown processor")
    speed = facts.get("cpu MHz")
    return f"{name} at {float(speed) / 1000:.1f} GHz" if speed else name


def _memory() -> str:
    try:
        pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError, AttributeError):
        return ""
    return f", {pages * size / 2**30:.0f} GB"
