"""One run with a thousand steps, logged and read back."""

import json
import math
import os
import subprocess
import sys
import time

import numpy
import wandb
from checks import BASE, ENTITY, check, equal, main, needs, once, soon, soon_sent, without

PROJECT = "tracking"
STEPS = 1000
CONFIG = {
    "lr": 0.1,
    "epochs": 3,
    "big": 2**53 + 1,
    "name": "caf\u00e9 \u65e5\u672c \U0001f600",
    "flag": True,
    "nothing": None,
    "list": [1, 2.5, "three", [4]],
    "nested": {"a": {"b": 1}, "c.d": 2},
}


def row(step):
    """What step logs: every step a loss and nested values, some keys only now and then."""
    logged = {"loss": 1.0 / (step + 1), "train": {"accuracy": step / STEPS, "deep": {"count": step}}, "text": f"s{step}"}
    if step % 10 == 0:
        logged["sparse"] = step
    if step % 250 == 0:
        logged["rare"] = {"x": float(step), "y": -step}
    return logged


@once
def logged():
    run = wandb.init(
        project=PROJECT,
        name="a thousand steps",
        notes="some *notes*",
        tags=["b", "a"],
        group="group 1",
        job_type="train",
        config=CONFIG,
    )
    for step in range(STEPS):
        run.log(row(step))
    print("a line for the console")
    print("\u65e5\u672c \U0001f600", file=sys.stderr)
    for i in range(40):
        print(f"line {i}")
    run.config.update({"late": "value"})
    run.summary["best"] = {"loss": 0.25, "step": 7}
    run.finish()
    return run


@once
def stored():
    return wandb.Api().run(f"{ENTITY}/{PROJECT}/{logged().id}")


@once
def rows():
    return list(stored().scan_history())


@check
def the_run_is_finished():
    equal(stored().state, "finished")


@check
def name_notes_tags_group_and_job_type_are_equal():
    run = stored()
    equal(run.name, "a thousand steps")
    equal(run.notes, "some *notes*")
    equal(sorted(run.tags), ["a", "b"])
    equal(run.group, "group 1")
    equal(run.job_type, "train")
    equal(run.entity, ENTITY)
    equal(run.project, PROJECT)
    equal(run.user.username, ENTITY)


@check
def the_config_is_equal():
    equal(stored().config, {**CONFIG, "late": "value"})


@check
def every_step_is_read_back_once_and_in_order():
    equal([row["_step"] for row in rows()], list(range(STEPS)))


@check
def every_value_is_read_back_equal():
    for step, found in enumerate(rows()):
        expected = row(step)
        # The client itself writes a whole float as an integer.
        actual = without(found, "_step", "_runtime", "_timestamp")
        assert actual == expected, f"step {step}: {actual} is not {expected}"


@check
def integers_stay_integers_and_decimals_stay_decimals():
    found = rows()[500]
    equal(found["sparse"], 500)
    equal(found["loss"], 1.0 / 501)
    equal(found["train"]["deep"]["count"], 500)


@check
def times_grow_with_the_steps():
    times = [row["_timestamp"] for row in rows()]
    equal(times, sorted(times))
    assert all(row["_runtime"] >= 0 for row in rows())


@check
def a_scan_of_one_sparse_key_has_only_its_rows():
    found = list(stored().scan_history(keys=["sparse"], page_size=137))
    equal([entry["sparse"] for entry in found], list(range(0, STEPS, 10)))


@check
def a_scan_of_several_keys_has_rows_with_all_of_them():
    found = list(stored().scan_history(keys=["loss", "rare.x", "sparse"]))
    equal([entry["sparse"] for entry in found], [0, 250, 500, 750])
    equal(found[1]["loss"], 1.0 / 251)


@check
def a_scan_of_a_step_range_has_just_that_range():
    found = list(stored().scan_history(min_step=100, max_step=203, page_size=10))
    equal([entry["_step"] for entry in found], list(range(100, 203)))


@check
def a_sampled_history_spans_the_run():
    found = stored().history(samples=100, pandas=False)
    assert 90 <= len(found) <= 110, len(found)
    steps = [entry["_step"] for entry in found]
    equal(steps, sorted(steps))
    assert steps[0] <= 20 and steps[-1] >= STEPS - 21, (steps[0], steps[-1])


@check
def a_sampled_history_of_a_key_is_a_data_frame():
    frame = stored().history(samples=50, keys=["loss"])
    assert 40 <= len(frame) <= 60, len(frame)
    for step, loss in zip(frame["_step"], frame["loss"]):
        equal(float(loss), 1.0 / (step + 1))


@check
def the_last_step_and_the_keys_are_known():
    run = stored()
    equal(run.lastHistoryStep, STEPS - 1)
    keys = run.history_keys["keys"]
    equal(keys["loss"]["previousValue"], 1.0 / STEPS)
    equal(keys["train.deep.count"]["previousValue"], STEPS - 1)
    equal(keys["sparse"]["typeCounts"][0]["count"], STEPS // 10)


@check
def the_summary_has_the_last_value_of_each_key():
    summary = stored().summary
    equal(summary["loss"], 1.0 / STEPS)
    equal(summary["sparse"], 990)
    equal(dict(summary["best"]), {"loss": 0.25, "step": 7})
    equal(summary["train"]["deep"]["count"], STEPS - 1)
    equal(summary["text"], f"s{STEPS - 1}")
    equal(summary["_step"], STEPS - 1)


CONSOLE = hasattr(wandb.apis.public.Run, "console_logs")


@check
@needs(CONSOLE, "`Run.console_logs`")
def the_console_is_read_back_line_by_line():
    lines = list(stored().console_logs())
    texts = [line.content.rstrip("\n") for line in lines]
    start = texts.index("a line for the console")
    equal(texts[start + 2 :][:40], [f"line {i}" for i in range(40)])
    japanese = lines[texts.index("\u65e5\u672c \U0001f600")]
    equal(japanese.level, "error")
    equal([line.number for line in lines], list(range(len(lines))))


@check
@needs(CONSOLE, "`Run.console_logs`")
def the_last_console_lines_can_be_asked_alone():
    texts = [line.content.rstrip("\n") for line in stored().console_logs(last=3)]
    equal([text for text in texts if text], ["line 37", "line 38", "line 39"][-len([t for t in texts if t]) :])


@check
def the_console_is_a_file_too():
    with stored().file("output.log").download(root="output", replace=True) as file:
        assert "a line for the console" in file.read()


@check
def the_machine_is_known():
    metadata = stored().metadata
    equal(metadata["python"].split()[-1], ".".join(map(str, sys.version_info[:3])))
    equal(stored().metadata["program"], metadata["program"])


@check
def the_files_of_the_client_are_there():
    names = {file.name for file in stored().files()}
    assert {"config.yaml", "output.log", "requirements.txt", "wandb-metadata.json", "wandb-summary.json"} <= names, names
    with stored().file("wandb-summary.json").download(root="summary", replace=True) as file:
        equal(json.load(file)["sparse"], 990)


@check
def numbers_that_json_lacks_are_kept():
    with wandb.init(project=PROJECT) as run:
        run.log({"x": math.nan, "y": math.inf, "z": -math.inf, "n": 1})
        run.log({"x": 2.0, "y": 3.0, "z": 4.0, "n": 2})
        run.summary["worst"] = math.nan
    found = list(wandb.Api().run(f"{ENTITY}/{PROJECT}/{run.id}").scan_history())
    first = {key: float(found[0][key]) for key in ("x", "y", "z")}
    equal(first, {"x": math.nan, "y": math.inf, "z": -math.inf})
    equal(found[1]["n"], 2)


@check
def explicit_steps_and_commits_are_kept():
    with wandb.init(project=PROJECT) as run:
        run.log({"a": 1}, step=5)
        run.log({"b": 2}, step=5)
        run.log({"a": 3}, commit=False)
        run.log({"c": 4})
        run.log({"a": 5}, step=100)
    found = list(wandb.Api().run(f"{ENTITY}/{PROJECT}/{run.id}").scan_history())
    kept = [without(entry, "_timestamp", "_runtime") for entry in found]
    # A row given a step stays open until a later one begins.
    equal(kept, [{"_step": 5, "a": 3, "b": 2, "c": 4}, {"_step": 100, "a": 5}])


@check
def defined_metrics_shape_the_summary():
    with wandb.init(project=PROJECT) as run:
        run.define_metric("epoch")
        run.define_metric("val/*", step_metric="epoch")
        run.define_metric("loss", summary="min,max,mean")
        for epoch, loss in enumerate([3.0, 1.5, 2.0]):
            run.log({"epoch": epoch, "val/acc": epoch / 2, "loss": loss})
    summary = wandb.Api().run(f"{ENTITY}/{PROJECT}/{run.id}").summary
    equal({k: float(v) for k, v in dict(summary["loss"]).items()}, {"min": 1.5, "max": 3.0, "mean": 6.5 / 3})
    equal(float(summary["val/acc"]), 1.0)


@check
def numpy_values_become_numbers():
    with wandb.init(project=PROJECT) as run:
        run.log({"f32": numpy.float32(0.5), "i64": numpy.int64(2**40), "b": numpy.bool_(True), "array": numpy.arange(3)})
    found = next(iter(wandb.Api().run(f"{ENTITY}/{PROJECT}/{run.id}").scan_history()))
    equal((found["f32"], found["i64"]), (0.5, 2**40))


@check
def a_histogram_is_read_back_equal():
    values = numpy.linspace(0, 1, 100)
    counts, bins = numpy.histogram(values, bins=8)
    with wandb.init(project=PROJECT) as run:
        run.log({"h": wandb.Histogram(np_histogram=(counts, bins))})
    found = next(iter(wandb.Api().run(f"{ENTITY}/{PROJECT}/{run.id}").scan_history()))["h"]
    equal(found["values"], counts.tolist())
    equal([float(edge) for edge in found["bins"]], bins.tolist())


@check
def a_long_text_and_many_keys_are_kept():
    wide = {f"key/{i}": i for i in range(1500)}
    long = "x\u00e9" * 200_000
    with wandb.init(project=PROJECT) as run:
        run.log({**wide, "long": long})
    found = next(iter(wandb.Api().run(f"{ENTITY}/{PROJECT}/{run.id}").scan_history()))
    equal(found["long"], long)
    equal({key: found[key] for key in wide}, wide)


@check
def a_failed_program_is_a_failed_run():
    run = wandb.init(project=PROJECT)
    run.finish(exit_code=3)
    equal(wandb.Api().run(f"{ENTITY}/{PROJECT}/{run.id}").state, "failed")


@check
def a_run_under_way_is_running_and_readable():
    run = wandb.init(project=PROJECT, settings=soon_sent(0.2))
    try:
        run.log({"loss": 7.0})
        run.log({"loss": 6.0})
        path = f"{ENTITY}/{PROJECT}/{run.id}"
        soon(lambda: list(wandb.Api().run(path).scan_history()))
        equal(wandb.Api().run(path).state, "running")
    finally:
        run.finish()


@check
@needs(hasattr(wandb.apis.public.Run, "stop"), "`Run.stop`")
def a_run_is_stopped_from_afar():
    program = os.path.join(os.path.dirname(os.path.abspath(__file__)), "endless.py")
    with subprocess.Popen([sys.executable, program, PROJECT, "stop-me"]) as process:
        try:
            soon(lambda: any(run.id == "stop-me" for run in wandb.Api().runs(f"{ENTITY}/{PROJECT}")))
            soon(lambda: list(wandb.Api().run(f"{ENTITY}/{PROJECT}/stop-me").scan_history()))
            wandb.Api().run(f"{ENTITY}/{PROJECT}/stop-me").stop()
            code = process.wait(timeout=90)
        finally:
            process.kill()
    assert code != 0, code
    assert wandb.Api().run(f"{ENTITY}/{PROJECT}/stop-me").state in ("killed", "failed")


@check
def an_alert_holds_nobody_up():
    begun = time.monotonic()
    with wandb.init(project=PROJECT) as run:
        run.alert(title="Low accuracy", text="it is low", wait_duration=0)
        run.log({"after": 1})
    assert time.monotonic() - begun < 60, time.monotonic() - begun
    equal(wandb.Api().run(f"{ENTITY}/{PROJECT}/{run.id}").summary["after"], 1)


@check
def the_printed_address_is_the_servers():
    equal(logged().url, f"{BASE}/{ENTITY}/{PROJECT}/runs/{logged().id}")


if __name__ == "__main__":
    main()
