"""What the Java SDK wrote, read back by the official Api."""

import base64
import os

import wandb
from checks import ENTITY, check, equal, main

PROJECT = "java-sdk"
STEPS = 1000


def stored():
    return wandb.Api().run(f"{ENTITY}/{PROJECT}/java-run")


@check
def the_run_is_read_back():
    run = stored()
    equal((run.state, run.name, run.job_type, run.group), ("finished", "from Java", "train", "java"))
    equal((sorted(run.tags), run.notes), (["a", "b"], "some *notes*"))


@check
def the_config_is_read_back_equal():
    equal(
        stored().config,
        {"lr": 0.1, "big": 2**53 + 1, "name": "\u65e5\u672c \U0001f600", "list": [1, 2.5, "x"], "nested": {"a": {"b": True}}},
    )


@check
def every_step_and_value_is_read_back_equal():
    rows = list(stored().scan_history())
    equal(len(rows), STEPS)
    for step, row in enumerate(rows):
        expected = {"loss": 1.0 / (step + 1), "train": {"count": step}}
        if step % 10 == 0:
            expected["sparse"] = step
        actual = {key: value for key, value in row.items() if key in ("loss", "train", "sparse")}
        assert actual == expected and row["_step"] == step, (step, row)


@check
def sampled_and_keyed_histories_are_read_back():
    equal([row["sparse"] for row in stored().scan_history(keys=["sparse"])], list(range(0, STEPS, 10)))
    assert 90 <= len(stored().history(samples=100, keys=["loss"], pandas=False)) <= 110


@check
def the_summary_is_read_back_equal():
    summary = stored().summary
    equal((summary["best"], summary["sparse"]), (0.25, 990))
    assert summary["loss"] == 1.0 / STEPS


@check
def the_console_is_read_back():
    lines = [line.content.rstrip("\n") for line in stored().console_logs()]
    equal([line for line in lines if line.startswith("epoch")], ["epoch 1", "epoch 2 \u65e5\u672c"])


@check
def a_run_file_is_read_back_equal():
    with stored().file("notes/deep.txt").download(root="down", replace=True) as file:
        equal(file.read(), "a file from Java")


@check
def an_artifact_is_read_back_equal():
    artifact = wandb.Api().artifact(f"{ENTITY}/{PROJECT}/java-data:golden")
    equal((artifact.version, artifact.type, sorted(artifact.aliases)), ("v0", "dataset", ["golden", "latest"]))
    equal((artifact.description, artifact.metadata), ("made by Java", {"rows": 3}))
    folder = artifact.download(root="java-data")
    artifact.verify(folder)
    with open(os.path.join(folder, "folder/train.jsonl"), "rb") as file:
        equal(base64.b64encode(file.read()).decode(), os.environ["TUNEBOOK_CONTENT"])


@check
def a_reference_is_read_back_equal():
    artifact = wandb.Api().artifact(f"{ENTITY}/{PROJECT}/java-remote:latest")
    equal({path: entry.ref for path, entry in artifact.manifest.entries.items()}, {"remote": "https://example.invalid/data.csv"})


@check
def a_table_is_read_back_equal():
    table = wandb.Api().artifact(f"{ENTITY}/{PROJECT}/java-data:latest").get("rows")
    equal(table.columns, ["id", "text", "score"])
    assert table.data == [[1, "a \u65e5\u672c", 0.5], [2, None, 1.5]], table.data


@check
def a_logged_table_is_read_back_equal():
    tables = [artifact for artifact in stored().logged_artifacts() if artifact.type == "run_table"]
    equal(len(tables), 1)
    assert tables[0].get("predictions").data == [[1, "a \u65e5\u672c", 0.5], [2, None, 1.5]]


@check
def the_lineage_is_read_back():
    consumer = wandb.Api().run(f"{ENTITY}/{PROJECT}/java-consumer")
    equal([artifact.name for artifact in consumer.used_artifacts()], ["java-data:v0"])
    equal(wandb.Api().artifact(f"{ENTITY}/{PROJECT}/java-data:v0").logged_by().id, "java-run")


if __name__ == "__main__":
    main()
