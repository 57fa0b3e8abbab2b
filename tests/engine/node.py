"""Runs the browser's engine in Node.js: jobs in, results out, to the last bit."""

import base64
import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
MAGNITUDE = (1 << 63) - 1  # the bits of a float64 without its sign


def node(jobs: list[dict]) -> list:
    """The results of jobs, see tests/js/jobs.js. Arrays may be in both; skips the test without Node.js."""
    program = shutil.which("node")
    if program is None:
        pytest.skip("node is not installed")
    text = json.dumps(jobs, default=_packed)
    done = subprocess.run(
        [program, "tests/js/jobs.js"], input=text, capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout, object_hook=_unpacked)


def _packed(value):
    if isinstance(value, np.ndarray):
        return {"base64": base64.b64encode(value.astype("<f8").tobytes()).decode()}
    return value.item()  # a number of NumPy


def _unpacked(found: dict):
    if found.keys() == {"base64"}:
        return np.frombuffer(base64.b64decode(found["base64"]), "<f8")
    return found


def ulps(a, b) -> np.ndarray:
    """How many floating point numbers lie from a to b: 0 for the same, and for NaN and NaN; -0 is 0."""
    a, b = (np.asarray(values, float) for values in (a, b))
    bits = [(v.view(np.int64) & MAGNITUDE).astype(np.longdouble) for v in (a, b)]  # in order of size
    ranks = [np.where(v < 0, -size, size) for v, size in zip((a, b), bits)]
    distance = np.abs(ranks[0] - ranks[1])
    nan = np.isnan(a), np.isnan(b)
    return np.where(nan[0] & nan[1], 0, np.where(nan[0] | nan[1], np.inf, distance))


def same(a, b) -> bool:
    """Whether two arrays are equal, bit for bit but for the sign of 0 and of NaN."""
    return np.shape(a) == np.shape(b) and np.array_equal(a, b, equal_nan=True)
