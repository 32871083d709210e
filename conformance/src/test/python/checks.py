"""Named checks of one client against a running server.

A script marks functions with @check and ends with main(). Each function is one test case: it passes when it returns
and fails when it raises. The outcome of each goes as one JSON line into the file that $TUNEBOOK_RESULTS names; a check
that was announced there and has no outcome did not run. Without that variable outcomes are printed. A check that needs
a newer client than the one in use is left out, and says so.
"""

import contextlib
import inspect
import json
import os
import subprocess
import sys
import tempfile
import time
import traceback

import wandb

BASE = os.environ["WANDB_BASE_URL"]
ENTITY = os.environ["TUNEBOOK_ENTITY"]
KEY = os.environ["WANDB_API_KEY"]

_checks = []


def check(function):
    """Makes a function a named test case: its name, read as a sentence."""
    _checks.append(function)
    return function


def needs(present, what):
    """Leaves a check out where the client in use, an older one, lacks what it needs. Stands below @check."""

    def mark(function):
        if not present:
            function.left_out = what
        return function

    return mark


def takes(function, parameter):
    """Whether a function of the client has this parameter."""
    return parameter in inspect.signature(function).parameters


def newer(version):
    """Whether the client is of this version or newer: where a check must be put in another way to an older one."""
    return _version(wandb.__version__) >= _version(version)


def soon_sent(seconds):
    """Settings by which a run sends what it logs after so long, where the client lets one choose."""
    return wandb.Settings(x_file_stream_transmit_interval=seconds) if newer("0.19") else wandb.Settings()


def _version(text):
    return [int(part) for part in text.split(".")[:2]]


def once(function):
    """The value of the first call, for every call; what several checks look at. A failure is remembered too."""
    kept = []

    def value():
        if not kept:
            try:
                kept.append((function(), None))
            except BaseException as failure:
                kept.append((None, failure))
        result, failure = kept[0]
        if failure is not None:
            raise AssertionError(f"{function.__name__} failed: {failure!r}") from failure
        return result

    return value


def equal(actual, expected, what=""):
    """Equal in value and in kind: 1 is not 1.0 and not True. NaN equals itself."""
    if not _same(actual, expected):
        raise AssertionError(f"{what}\n  expected: {expected!r}\n  actual:   {actual!r}")


def _same(actual, expected):
    if isinstance(expected, dict):
        return (
            isinstance(actual, dict)
            and set(actual) == set(expected)
            and all(_same(actual[key], expected[key]) for key in expected)
        )
    if isinstance(expected, (list, tuple)):
        return (
            isinstance(actual, (list, tuple))
            and len(actual) == len(expected)
            and all(map(_same, actual, expected))
        )
    if isinstance(expected, float) and expected != expected:
        return actual != actual
    return type(actual) is type(expected) and actual == expected


def raises(kind, action):
    """The exception of this kind that the action raises."""
    try:
        action()
    except kind as failure:
        return failure
    raise AssertionError(f"nothing was raised; expected {kind}")


def soon(condition, seconds=30):
    """The first true value of the condition, asked again until the time is over: for what arrives in the background."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value or time.monotonic() > end:
            assert value, f"did not become true within {seconds} s"
            return value
        time.sleep(0.2)


def python(*arguments, **changes):
    """Another Python process, which begins its runs by itself; its finished outcome."""
    environment = {name: value for name, value in {**os.environ, **changes}.items() if name != "WANDB_SERVICE"}
    # Into files: an older client's service that outlives its program would hold a pipe open.
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        done = subprocess.run([sys.executable, *arguments], env=environment, stdout=out, stderr=err, timeout=300)
        said = []
        for stream in (out, err):
            stream.seek(0)
            said.append(stream.read().decode(errors="replace"))
    return subprocess.CompletedProcess(done.args, done.returncode, *said)


def without(mapping, *keys):
    return {key: value for key, value in mapping.items() if key not in keys}


@contextlib.contextmanager
def environment(**changes):
    """The process environment with these variables set; None removes one."""
    before = dict(os.environ)
    for name, value in changes.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def main():
    """Runs the checks in the order of their definition."""
    with _results() as out:

        def tell(**outcome):
            out.write(json.dumps(outcome) + "\n")
            out.flush()

        names = [function.__name__.replace("_", " ") for function in _checks]
        for name in names:
            tell(name=name, outcome="planned", detail="")
        for name, function in zip(names, _checks):
            if hasattr(function, "left_out"):
                tell(name=name, outcome="left out", detail=function.left_out)
                continue
            try:
                function()
                tell(name=name, outcome="passed", detail="")
            except BaseException:
                tell(name=name, outcome="failed", detail=traceback.format_exc())


def _results():
    path = os.environ.get("TUNEBOOK_RESULTS")
    return open(path, "a", encoding="utf-8") if path else contextlib.nullcontext(sys.stdout)
