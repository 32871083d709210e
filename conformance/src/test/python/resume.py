"""A run taken up again: resume, rewind, repeated and offline syncs."""

import concurrent.futures
import glob
import os

import wandb
from checks import ENTITY, check, equal, main, needs, newer, python, raises, takes

PROJECT = "resume"
REWIND = takes(wandb.init, "resume_from")


def begin(run_id=None, steps=10, **options):
    """Logs x = 0, 1, 2 ... and finishes; returns the id."""
    with wandb.init(project=PROJECT, id=run_id, config={"first": 1}, tags=["old"], notes="old note", **options) as run:
        for step in range(steps):
            run.log({"x": step})
        print("first line")
    return run.id


def stored(run_id):
    return wandb.Api().run(f"{ENTITY}/{PROJECT}/{run_id}")


def history(run_id):
    return [(row["_step"], row["x"]) for row in stored(run_id).scan_history()]


@check
def must_goes_on_where_the_run_ended():
    run_id = begin()
    with wandb.init(project=PROJECT, id=run_id, resume="must", config={"second": 2}) as run:
        equal(run.starting_step, 10)
        equal(run.resumed, True)
        run.log({"x": 10})
        run.log({"x": 11})
    equal(history(run_id), [(i, i) for i in range(12)])
    equal(stored(run_id).config, {"first": 1, "second": 2})
    equal(stored(run_id).tags, ["old"])
    equal(stored(run_id).notes, "old note")


def refused(**options):
    """Begins a run in a process of its own, which must be told that it may not: an older client cannot go on then."""
    done = python("-c", f"import wandb; wandb.init(**{options!r})")
    assert done.returncode != 0 and "UsageError" in done.stderr, done.stdout + done.stderr


@check
def must_refuses_a_run_that_is_not_there():
    refused(project=PROJECT, id="never-begun", resume="must")


@check
def must_refuses_in_a_project_that_is_not_there():
    refused(project="no-such-project", id="never-begun-either", resume="must")


@check
def never_refuses_a_run_that_is_there():
    run_id = begin(steps=1)
    refused(project=PROJECT, id=run_id, resume="never")


@check
def never_begins_a_run_that_is_not_there():
    with wandb.init(project=PROJECT, id="never-new", resume="never") as run:
        run.log({"x": 0})
    equal(history("never-new"), [(0, 0)])


@check
def allow_begins_and_goes_on():
    for part in range(3):
        with wandb.init(project=PROJECT, id="allowed", resume="allow") as run:
            equal(run.starting_step, 2 * part)
            run.log({"x": 2 * part})
            run.log({"x": 2 * part + 1})
    equal(history("allowed"), [(i, i) for i in range(6)])


@check
def auto_goes_on_after_a_crash():
    program = (
        "import os, wandb\n"
        f"run = wandb.init(project={PROJECT!r}, resume='auto')\n"
        "run.log({'x': run.starting_step}); run.log({'x': run.starting_step + 1})\n"
        "print('ID', run.id)\n"
    )
    folder = os.path.abspath("auto")
    os.makedirs(folder)
    ids = []
    for ending in ("raise SystemExit(1)", "run.finish()"):
        done = python("-c", program + ending, WANDB_DIR=folder)
        ids += [line.split()[1] for line in done.stdout.splitlines() if line.startswith("ID ")]
    equal(len(ids), 2)
    equal(ids[0], ids[1])
    equal(history(ids[0]), [(i, i) for i in range(4)])
    equal(stored(ids[0]).state, "finished")


@check
@needs(hasattr(wandb.apis.public.Run, "console_logs"), "`Run.console_logs`")
def the_console_goes_on_too():
    run_id = begin(steps=1)
    with wandb.init(project=PROJECT, id=run_id, resume="must"):
        print("second line")
    lines = [line.content.rstrip("\n") for line in stored(run_id).console_logs()]
    equal([line for line in lines if line in ("first line", "second line")], ["first line", "second line"])


@check
def the_summary_goes_on_too():
    run_id = begin(steps=3)
    with wandb.init(project=PROJECT, id=run_id, resume="must") as run:
        equal(run.summary["x"], 2)
        run.log({"y": 1})
    equal((stored(run_id).summary["x"], stored(run_id).summary["y"]), (2, 1))


WRITER = """
import wandb
settings = wandb.Settings(mode="shared", x_label="{name}", x_primary={primary}, x_update_finish_state={primary})
with wandb.init(project="{project}", id="shared", config={{"{name}": True}}, settings=settings) as run:
    for value in range(20):
        run.log({{"{name}": value}})
    print("{name} was here")
"""


@check
@needs(newer("0.19.10"), '`mode="shared"`')
def several_processes_write_one_run():
    names = ["first", "second", "third"]

    def writer(name, primary):
        return WRITER.format(name=name, primary=primary, project=PROJECT)

    with concurrent.futures.ThreadPoolExecutor() as pool:
        others = pool.map(lambda name: python("-c", writer(name, False)), names[1:])
        equal([done.returncode for done in others], [0, 0])
    equal(stored("shared").state, "running")
    equal(python("-c", writer(names[0], True)).returncode, 0)

    rows = list(stored("shared").scan_history())
    equal(len(rows), 60)
    steps = [row["_step"] for row in rows]
    equal(steps, sorted(steps))
    for name in names:
        equal([row[name] for row in rows if row.get(name) is not None], list(range(20)))
    equal({name: stored("shared").summary[name] for name in names}, dict.fromkeys(names, 19))
    equal(stored("shared").config, dict.fromkeys(names, True))
    equal(stored("shared").state, "finished")


@check
@needs(newer("0.19"), "asking where a run ended that it does not resume; it sends its lines from the first on, in place of those there")
def the_same_id_again_without_resume_loses_nothing():
    run_id = begin(steps=4)
    with wandb.init(project=PROJECT, id=run_id) as run:
        run.log({"x": 100})
    equal(sorted(x for _, x in history(run_id)), [0, 1, 2, 3, 100])


@check
@needs(REWIND, "`resume_from` of `wandb.init`")
def rewind_cuts_the_history_after_the_step():
    run_id = begin()
    with wandb.init(project=PROJECT, resume_from=f"{run_id}?_step=4") as run:
        equal(run.id, run_id)
        equal(run.starting_step, 5)
        run.log({"x": 50})
        run.log({"x": 60})
    equal(history(run_id), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 50), (6, 60)])
    equal(stored(run_id).summary["x"], 60)
    equal(stored(run_id).lastHistoryStep, 6)


@check
@needs(REWIND, "`resume_from` of `wandb.init`")
def rewind_twice_keeps_the_last_branch():
    run_id = begin()
    for step, value in ((7, 70), (3, 30)):
        with wandb.init(project=PROJECT, resume_from=f"{run_id}?_step={step}") as run:
            run.log({"x": value})
    equal(history(run_id), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 30)])


@check
@needs(REWIND, "`resume_from` of `wandb.init`")
def rewind_of_a_missing_run_is_refused():
    raises(Exception, lambda: wandb.init(project=PROJECT, resume_from="not-there?_step=4"))


@check
def fork_begins_after_the_step():
    run_id = begin()
    with wandb.init(project=PROJECT, fork_from=f"{run_id}?_step=4") as run:
        assert run.id != run_id
        run.log({"x": 50})
    equal(history(run.id), [(5, 50)])
    equal(len(history(run_id)), 10)


@check
def an_offline_run_is_synced_once_however_often():
    os.makedirs("offline")
    with wandb.init(project=PROJECT, mode="offline", dir="offline", config={"lr": 0.5}, name="offline") as run:
        for step in range(25):
            run.log({"x": step})
    folder = glob.glob(f"offline/wandb/offline-run-*-{run.id}")[0]
    for again in ([], ["--include-synced"], ["--include-synced"]):
        done = python("-m", "wandb", "sync", "--project", PROJECT, "--entity", ENTITY, *again, folder)
        equal(done.returncode, 0, done.stdout + done.stderr)
    equal(history(run.id), [(i, i) for i in range(25)])
    equal(stored(run.id).config["lr"], 0.5)
    equal(stored(run.id).state, "finished")


if __name__ == "__main__":
    main()
