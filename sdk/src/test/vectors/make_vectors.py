"""Writes what the official client makes of some contents: digests, manifests, table files.

    pip install wandb==0.31.0 xxhash
    python make_vectors.py ../resources/dev/tunebook/sdk/vectors

The tests then hold the SDK to the same bytes. Nothing is sent: the client works offline here.
"""

import base64
import datetime
import json
import math
import os
import pathlib
import sys
import tempfile

os.environ["WANDB_MODE"] = "offline"
os.environ["WANDB_SILENT"] = "true"
os.environ["WANDB_DIR"] = os.environ["WANDB_CACHE_DIR"] = tempfile.mkdtemp()

import wandb  # noqa: E402
import xxhash  # noqa: E402


def b64(data):
    return base64.b64encode(data).decode()


# --- artifacts: files as (path, bytes), references as (path, address) -------------------------------------------

ARTIFACTS = {
    "nothing": ([], []),
    "an empty file": ([("empty", b"")], []),
    "one file": ([("a.txt", b"hello\n")], []),
    "nested folders": (
        [("b/c/d.bin", bytes(range(256))), ("b/c.txt", b"x"), ("b.txt", b"y"), ("b-c", b"z"), ("b/c/a", b"")],
        [],
    ),
    "names beyond ASCII": (
        [
            ("データ/学習.jsonl", b"{}\n"),
            ("\U0001f600.txt", b"smile"),
            ("\ufffd.txt", b"below the smile in UTF-16, above it nowhere"),
            ("e\u0301.txt", b"two code points"),
            ("\u00e9.txt", b"one code point"),
            ("with blank and +%&.txt", b"?"),
        ],
        [],
    ),
    "the same bytes twice": ([("one", b"same"), ("two", b"same")], []),
    "references": (
        [("stored", b"stored")],
        [
            ("model.bin", "custom://bucket/model.bin"),
            ("deep/er/model.bin", "custom://bucket/with blank/ü.bin"),
        ],
    ),
    "a large file": ([("large.bin", b"0123456789abcdef" * 65536)], []),
}


def artifact(name, files, references):
    made = wandb.Artifact("vector", type="dataset")
    with tempfile.TemporaryDirectory() as folder:
        for number, (path, content) in enumerate(files):
            local = pathlib.Path(folder, str(number))
            local.write_bytes(content)
            made.add_file(str(local), path)
        for path, address in references:
            made.add_reference(address, path)
        manifest = made.manifest.to_manifest_json()
    manifest["contents"] = {path: entry for path, entry in manifest["contents"].items()}
    for entry in manifest["contents"].values():
        entry.pop("local_path", None)
        entry.pop("skip_cache", None)
    return {
        "name": name,
        "files": [
            {"path": path, "md5": entry_digest(made, path), **content_of(content)} for path, content in files
        ],
        "references": [{"path": path, "address": address} for path, address in references],
        "digest": made.digest,
        "size": made.size,
        "manifest": manifest,
    }


def entry_digest(made, path):
    return made.manifest.get_entry_by_path(path).digest


def content_of(content):
    if len(content) <= 1024:
        return {"base64": b64(content)}
    assert content == content[:16] * (len(content) // 16)
    return {"base64": b64(content[:16]), "times": len(content) // 16}


# --- tables: cells as JSON, with objects of one `$` member for what JSON has no form for ---------------------------

NAN, INF = {"$": "nan"}, {"$": "inf"}


def at(text):
    return {"$": "time", "value": text}


def day(text):
    return {"$": "date", "value": text}


TABLES = {
    "no rows": (["a", "b"], []),
    "numbers": (
        ["n"],
        [[1], [0], [-7], [1.5], [1e-5], [0.0001], [1e16], [123456789012345680.0], [1e22], [-2.5e-300], [0.1], [100.0]],
    ),
    "large integers": (["n"], [[9007199254740993], [-9223372036854775808], [9223372036854775807]]),
    "zeros": (["n"], [[0.0], [-0.0], [0]]),
    "not finite": (["n"], [[NAN], [INF], [1.0]]),
    "texts": (
        ["text"],
        [["plain"], ["quote \" backslash \\ slash /"], ["tab\tline\nreturn\r"], ["\u0001\u001f\u007f\u0080"],
         ["日本語"], ["\U0001f600"], ["</script>"], [""]],
    ),
    "booleans": (["yes"], [[True], [False], [None]]),
    "only nothing": (["none"], [[None], [None]]),
    "nothing first": (["late"], [[None], ["then"], [None]]),
    "times": (
        ["when", "day"],
        [
            [at("2026-08-01T10:15:30.123456"), day("2026-08-01")],
            [at("1969-12-31T23:59:59.000000"), day("1970-01-01")],
            [None, None],
        ],
    ),
    "lists": (["list"], [[[1, 2, 3]], [[4]], [[]], [None]]),
    "lists with nothing in them": (["list"], [[["a", None]], [["b", "c"]]]),
    "lists that grow to hold nothing": (["list"], [[[None, 1]], [[2]]]),
    "lists of lists": (["list"], [[[[1], [2, 3]]], [[[4, 5]]]]),
    "an empty list first": (["list"], [[[]], [[1, 2]]]),
    "objects": (["object"], [[{"b": 1, "a": "x"}], [{"b": 2, "a": "y"}]]),
    "objects in objects": (["object"], [[{"in": {"n": 1, "l": [True]}}], [{"in": {"n": 2, "l": [False, True]}}]]),
    "lists of objects": (["messages"], [[[{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]]]),
    "everything": (
        ["z", "a", "m", "ü"],
        [[1, "one", True, [1.5]], [2, "two", None, [2.5, 3.5]], [None, None, False, None]],
    ),
}

REFUSED = {
    "text after number": (["n"], [[1], ["a"]]),
    "number after text": (["n"], [["a"], [1]]),
    "boolean after number": (["n"], [[1], [True]]),
    "another member": (["o"], [[{"a": 1}], [{"b": 1}]]),
}


def python(cell):
    if isinstance(cell, dict) and "$" in cell:
        kind = cell["$"]
        if kind == "time":
            return datetime.datetime.fromisoformat(cell["value"])
        if kind == "date":
            return datetime.date.fromisoformat(cell["value"])
        return math.nan if kind == "nan" else math.inf
    return cell


def table(name, columns, rows):
    made = wandb.Table(columns=columns)
    for row in rows:
        made.add_data(*[python(cell) for cell in row])
    holder = wandb.Artifact("vector", type="dataset")
    entry = holder.add(made, "data")
    return {
        "name": name,
        "columns": columns,
        "rows": rows,
        "entry": entry.path,
        "md5": entry.digest,
        "file": pathlib.Path(entry.local_path).read_text(encoding="utf-8"),
        "digest": holder.digest,
    }


def refused(name, columns, rows):
    made = wandb.Table(columns=columns)
    try:
        for row in rows:
            made.add_data(*[python(cell) for cell in row])
    except TypeError:
        return {"name": name, "columns": columns, "rows": rows}
    raise SystemExit(f"the client takes the table {name!r}")


# --- xxHash of lengths around its block sizes ----------------------------------------------------------------------

LENGTHS = [0, 1, 3, 4, 8, 9, 16, 17, 128, 129, 240, 241, 255, 256, 1023, 1024, 1025, 4096, 65535, 65536, 65537]


def xxh128(length):
    content = bytes((i * 31 + i // 251) % 256 for i in range(length))
    return {"length": length, "digest": b64(xxhash.xxh3_128_digest(content))}


def write(folder, name, value):
    text = json.dumps(value, ensure_ascii=True, indent=1, allow_nan=False)
    pathlib.Path(folder, name).write_text(text + "\n", encoding="utf-8")


def main(folder):
    write(folder, "artifacts.json", [artifact(name, *parts) for name, parts in ARTIFACTS.items()])
    write(folder, "tables.json", [table(name, *parts) for name, parts in TABLES.items()])
    write(folder, "refused_tables.json", [refused(name, *parts) for name, parts in REFUSED.items()])
    write(folder, "xxh128.json", [xxh128(length) for length in LENGTHS])


if __name__ == "__main__":
    main(sys.argv[1])
