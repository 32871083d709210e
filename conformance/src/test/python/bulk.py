"""Runs moved, changed and deleted many at once, for which the client has no call, as it sees them afterwards; and answers
to what is too much, not there or not to be read: they come at once, and none is a fault of the server."""

import gzip
import json
import time
import urllib.error
import urllib.request

import wandb
from checks import BASE, ENTITY, KEY, check, equal, main, once, raises
from people import graphql

FROM = "bulk-from"
TO = "bulk-to"
AT_ONCE = 15


@once
def runs():
    """Four finished runs."""
    made = []
    for i in range(4):
        with wandb.init(project=FROM, name=f"run {i}", config={"i": i}) as run:
            run.log({"loss": 1.0 / (i + 1)})
        made.append(run.id)
    with wandb.init(project=TO):
        pass
    return made


def found(project):
    return sorted(run.name for run in wandb.Api().runs(f"{ENTITY}/{project}") if run.name.startswith("run "))


def stream(run, body, **headers):
    """The status of the answer to one request for lines of a run, as bytes."""
    request = urllib.request.Request(
        f"{BASE}/files/{ENTITY}/{FROM}/{run}/file_stream",
        body,
        {"Content-Type": "application/json", "Authorization": f"Bearer {KEY}", **headers},
        method="POST",
    )
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status
    except urllib.error.HTTPError as refusal:
        return refusal.code


def lines(offset, *values):
    content = [json.dumps({"_step": offset + i, **value}) for i, value in enumerate(values)]
    return json.dumps({"files": {"wandb-history.jsonl": {"offset": offset, "content": content}}}).encode()


@check
def runs_are_changed_together():
    ids = runs()
    changed = graphql(
        "mutation($input: ModifyRunsInput!) { modifyRuns(input: $input) { runCount } }",
        input={
            "entityName": ENTITY,
            "projectName": FROM,
            "filters": json.dumps({"config.i": {"$lt": 2}}),
            "addTags": ["early"],
            "groupName": "first",
        },
    )
    equal(changed["modifyRuns"]["runCount"], 2)
    for i, id in enumerate(ids):
        run = wandb.Api().run(f"{ENTITY}/{FROM}/{id}")
        equal("early" in run.tags, i < 2)


@check
def runs_move_with_their_lines_and_the_old_path_leads_there():
    ids = runs()
    moved = graphql(
        "mutation($input: MoveRunsInput!) { moveRuns(input: $input) { runCount } }",
        input={
            "sourceEntityName": ENTITY,
            "sourceProjectName": FROM,
            "destinationEntityName": ENTITY,
            "destinationProjectName": TO,
            "runNames": ids[:2],
        },
    )
    equal(moved["moveRuns"]["runCount"], 2)
    equal(found(FROM), ["run 2", "run 3"])
    equal(found(TO), ["run 0", "run 1"])
    for project in (TO, FROM):
        run = wandb.Api().run(f"{ENTITY}/{project}/{ids[1]}")
        equal([row["loss"] for row in run.scan_history()], [0.5])


@check
def runs_are_deleted_together():
    ids = runs()
    gone = graphql(
        "mutation($input: DeleteRunsInput!) { deleteRuns(input: $input) { runCount } }",
        input={"entityName": ENTITY, "projectName": TO, "runNames": [ids[0]]},
    )
    equal(gone["deleteRuns"]["runCount"], 1)
    equal(found(TO), ["run 1"])


@check
def what_is_not_there_is_told_at_once():
    runs()
    begun = time.monotonic()
    raises((ValueError, wandb.errors.CommError), lambda: wandb.Api().run(f"{ENTITY}/{FROM}/nothing"))
    raises((ValueError, wandb.errors.CommError), lambda: wandb.Api().artifact(f"{ENTITY}/{FROM}/nothing:latest"))
    assert time.monotonic() - begun < AT_ONCE, "it was asked again and again"


@check
def lines_in_gzip_arrive():
    run = runs()[3]
    equal(stream(run, gzip.compress(lines(1, {"loss": 0.125})), **{"Content-Encoding": "gzip"}), 200)
    equal([row["loss"] for row in wandb.Api().run(f"{ENTITY}/{FROM}/{run}").scan_history()], [0.25, 0.125])


@check
def eleven_mebibytes_are_taken_and_far_more_refused():
    run = runs()[2]
    equal(stream(run, lines(1, {"text": "x" * ((11 << 20) - 200)})), 200)
    # Small on its way: a body that is refused while it is being sent breaks the connection instead.
    far = gzip.compress(lines(2, {"text": "x" * (40 << 20)}))
    equal(stream(run, far, **{"Content-Encoding": "gzip"}), 413)


@check
def what_cannot_be_read_is_the_callers_fault():
    run = runs()[2]
    for body in (b"", b"{", b"[]", b'{"files": 3}', b'{"files": {"wandb-history.jsonl": {"offset": "x", "content": [1]}}}'):
        status = stream(run, body)
        assert status < 500, (body, status)
    equal(stream(run, b"not gzip", **{"Content-Encoding": "gzip"}), 400)


if __name__ == "__main__":
    main()
