"""The command line of the client: wandb sync of what was logged offline, artifact put, get and ls, pull."""

import glob
import os
import signal
import subprocess
import sys
import time

import wandb
from checks import ENTITY, check, equal, main, once, python, soon

PROJECT = "commands"
STEPS = 300
CUT = 5000


def wandb_command(*arguments, **changes):
    """Runs `wandb ARGUMENT...`, which has to succeed; what it said."""
    done = python("-m", "wandb", *arguments, **changes)
    equal(done.returncode, 0, done.stdout + done.stderr)
    return done.stdout + done.stderr


def sync(folder, *more):
    return wandb_command("sync", "--project", PROJECT, "--entity", ENTITY, *more, folder)


def stored(run_id):
    return wandb.Api().run(f"{ENTITY}/{PROJECT}/{run_id}")


def history(run_id):
    return [(row["_step"], row["x"]) for row in stored(run_id).scan_history() if row.get("x") is not None]


def offline(folder, program):
    """Runs a program that logs offline into a folder of its own; its exit code and the folder of its run."""
    os.makedirs(folder)
    changes = {"WANDB_MODE": "offline", "WANDB_DIR": os.path.abspath(folder), "WANDB_PROJECT": PROJECT}
    environment = {name: value for name, value in {**os.environ, **changes}.items() if name != "WANDB_SERVICE"}
    # Into a file: a service that outlives a killed program would hold a pipe open.
    with open(f"{folder}/said", "wb") as said:
        done = subprocess.run([sys.executable, "-c", program], env=environment, stdout=said, stderr=said, timeout=120)
    found = glob.glob(f"{folder}/wandb/offline-run-*")
    with open(f"{folder}/said", encoding="utf-8") as said:
        equal(len(found), 1, said.read())
    return done.returncode, found[0]


@once
def whole():
    """A run that ended well offline: history, config, console, a table, a file and an artifact."""
    program = f"""
import wandb
with wandb.init(id="whole", name="offline whole", config={{"lr": 0.5}}, tags=["off"]) as run:
    for step in range({STEPS}):
        run.log({{"x": step}})
    print("a line of the console")
    run.log({{"table": wandb.Table(columns=["a", "b"], data=[[1, "one"], [2, "two"]])}})
    made = wandb.Artifact("made-offline", type="dataset")
    with open("offline-content.txt", "w") as file:
        file.write("content")
    made.add_file("offline-content.txt", "a.txt")
    run.log_artifact(made)
    run.summary["best"] = 7
"""
    code, folder = offline("whole", program)
    equal(code, 0)
    return folder


def assert_whole():
    run = stored("whole")
    equal(run.state, "finished")
    equal(history("whole"), [(step, step) for step in range(STEPS)])
    equal([row["_step"] for row in run.scan_history()], list(range(STEPS + 1)))
    equal((run.name, run.config["lr"], run.tags, run.summary["best"]), ("offline whole", 0.5, ["off"], 7))
    with run.file("output.log").download(root="whole-console", replace=True) as file:
        equal(file.read().count("a line of the console"), 1)
    collections = {artifact.name.split(":")[0] for artifact in run.logged_artifacts()}
    assert "made-offline" in collections, collections
    equal([version.version for version in wandb.Api().artifacts("dataset", f"{ENTITY}/{PROJECT}/made-offline")], ["v0"])
    tables = [artifact for artifact in run.logged_artifacts() if artifact.type == "run_table"]
    equal(len(tables), 1)
    equal(tables[0].get("table").data, [[1, "one"], [2, "two"]])


@check
def an_offline_run_is_synced_whole():
    sync(whole())
    assert_whole()


@check
def a_second_sync_changes_nothing():
    sync(whole())
    assert_whole()


@check
def a_forced_second_sync_doubles_nothing():
    for _ in range(2):
        sync(whole(), "--include-synced")
        assert_whole()


@check
def an_offline_run_that_was_killed_is_synced_as_far_as_it_came():
    program = """
import os, signal, time, wandb
run = wandb.init(id="killed")
for step in range(200):
    run.log({"x": step})
time.sleep(3)
os.kill(os.getpid(), signal.SIGKILL)
"""
    code, folder = offline("killed", program)
    equal(code, -signal.SIGKILL)
    # What the client kept is for it to say; the service that kept it may live on for a moment.
    time.sleep(1)
    sync(folder)
    first = history("killed")
    assert first, "nothing arrived"
    equal(first, [(step, step) for step in range(len(first))])
    for _ in range(2):
        sync(folder, "--include-synced")
        equal(history("killed"), first)


@check
def a_sync_that_was_killed_is_completed_by_the_next():
    program = f"""
import wandb
with wandb.init(id="cut") as run:
    for step in range({CUT}):
        run.log({{"x": step}})
"""
    _, folder = offline("cut", program)
    arguments = [sys.executable, "-m", "wandb", "sync", "--project", PROJECT, "--entity", ENTITY, folder]
    environment = {name: value for name, value in os.environ.items() if name != "WANDB_SERVICE"}
    with subprocess.Popen(
        arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        soon(lambda: any(run.id == "cut" for run in wandb.Api().runs(f"{ENTITY}/{PROJECT}")))
        os.killpg(process.pid, signal.SIGKILL)
    for more in ([], ["--include-synced"]):
        sync(folder, *more)
        equal(history("cut"), [(step, step) for step in range(CUT)])
    equal(stored("cut").state, "finished")


@check
def sync_under_another_id_makes_another_run():
    sync(whole(), "--id", "whole-again", "--include-synced")
    equal(history("whole-again"), [(step, step) for step in range(STEPS)])
    assert_whole()


def write(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


@once
def put():
    write("put/data/a.txt", b"a")
    write("put/data/deep/b.bin", bytes(range(256)))
    name = f"{ENTITY}/{PROJECT}/put-data"
    wandb_command("artifact", "put", "--name", name, "--type", "dataset", "--alias", "golden", "put/data")
    return name


@check
def artifact_put_saves_a_folder():
    saved = wandb.Api().artifact(f"{put()}:golden")
    equal((saved.type, saved.version), ("dataset", "v0"))
    equal(sorted(saved.manifest.entries), ["a.txt", "deep/b.bin"])


@check
def artifact_put_of_the_same_is_the_same_version():
    put()
    wandb_command("artifact", "put", "--name", put(), "--type", "dataset", "put/data")
    equal([version.version for version in wandb.Api().artifacts("dataset", put())], ["v0"])


@check
def artifact_get_downloads_it():
    wandb_command("artifact", "get", "--root", "got", f"{put()}:golden")
    with open("got/deep/b.bin", "rb") as file:
        equal(file.read(), bytes(range(256)))
    with open("got/a.txt", "rb") as file:
        equal(file.read(), b"a")


@check
def artifact_ls_lists_it():
    said = wandb_command("artifact", "ls", "--type", "dataset", f"{ENTITY}/{PROJECT}")
    assert put() and "put-data:v0" in wandb_command("artifact", "ls", f"{ENTITY}/{PROJECT}"), said


@check
def artifact_get_of_nothing_fails():
    put()
    done = python("-m", "wandb", "artifact", "get", "--root", "none", f"{ENTITY}/{PROJECT}/no-such:v0")
    assert done.returncode != 0, done.stdout + done.stderr


@check
def pull_downloads_the_files_of_a_run():
    with wandb.init(project=PROJECT, id="pulled") as run:
        write("saved/deep/notes.txt", b"some notes")
        run.save("saved/deep/*", base_path="saved", policy="now")
    os.makedirs("pull", exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "wandb", "pull", "--project", PROJECT, "--entity", ENTITY, "pulled"],
        env={name: value for name, value in os.environ.items() if name != "WANDB_SERVICE"},
        cwd="pull",
        capture_output=True,
        text=True,
        timeout=120,
    )
    equal(done.returncode, 0, done.stdout + done.stderr)
    with open("pull/deep/notes.txt", "rb") as file:
        equal(file.read(), b"some notes")
    assert os.path.exists("pull/wandb-metadata.json"), os.listdir("pull")


if __name__ == "__main__":
    main()
