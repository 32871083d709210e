"""Finding runs and projects through the public Api, and changing them afterwards."""

import datetime
import json

import wandb
from checks import ENTITY, check, equal, main, needs, newer, once, raises, soon
from people import graphql

PROJECT = "browsing"


@once
def runs():
    """Six finished runs."""
    made = []
    for i in range(6):
        with wandb.init(
            project=PROJECT,
            name=f"run {i}",
            group="even" if i % 2 == 0 else "odd",
            job_type="train" if i < 4 else "eval",
            tags=[f"t{i % 3}", "all"],
            config={"lr": 10.0**-i, "layers": i, "model": {"kind": "small" if i < 3 else "large"}},
        ) as run:
            run.log({"loss": 1.0 / (i + 1), "metrics": {"acc": i / 10}})
        made.append(run)
    return made


def found(filters=None, order="+created_at", **options):
    runs()
    return [run.name for run in wandb.Api().runs(f"{ENTITY}/{PROJECT}", filters=filters, order=order, **options)]


def named(*numbers):
    return [f"run {i}" for i in numbers]


@check
def all_runs_are_listed_and_counted():
    equal(found(), named(0, 1, 2, 3, 4, 5))
    equal(found(order="-created_at"), named(5, 4, 3, 2, 1, 0))
    equal(len(wandb.Api().runs(f"{ENTITY}/{PROJECT}")), 6)
    equal(found(per_page=2), named(0, 1, 2, 3, 4, 5))


@check
def runs_are_found_by_what_they_are():
    equal(found({"config.layers": 3}), named(3))
    equal(found({"config.layers": {"$gte": 4}}), named(4, 5))
    equal(found({"config.model.kind": "large"}), named(3, 4, 5))
    equal(found({"summary_metrics.loss": {"$lt": 0.3}}), named(3, 4, 5))
    equal(found({"summary_metrics.metrics.acc": {"$gt": 0.05, "$lt": 0.25}}), named(1, 2))
    equal(found({"group": "odd"}), named(1, 3, 5))
    equal(found({"jobType": "eval"}), named(4, 5))
    equal(found({"tags": "t1"}), named(1, 4))
    equal(found({"tags": {"$in": ["t0", "t2"]}}), named(0, 2, 3, 5))
    equal(found({"display_name": {"$regex": "^run [0-2]$"}}), named(0, 1, 2))
    equal(found({"displayName": "run 2"}), named(2))
    equal(found({"state": "finished"}), named(0, 1, 2, 3, 4, 5))
    equal(found({"state": {"$ne": "finished"}}), [])
    equal(found({"name": runs()[4].id}), named(4))
    equal(found({"username": ENTITY}), named(0, 1, 2, 3, 4, 5))


@check
def conditions_combine():
    equal(found({"$or": [{"config.layers": 1}, {"config.layers": 5}]}), named(1, 5))
    equal(found({"$and": [{"group": "even"}, {"$or": [{"jobType": "eval"}, {"tags": "t2"}]}]}), named(2, 4))
    equal(found({"config.layers": {"$in": [0, 2]}, "group": "even"}), named(0, 2))
    equal(found({"$not": {"group": "even"}}), named(1, 3, 5))
    equal(found({"config.missing": {"$exists": False}, "config.layers": {"$lte": 1}}), named(0, 1))


@check
def runs_are_found_by_when_they_began():
    hour = datetime.timedelta(hours=1)
    now = datetime.datetime.now(datetime.timezone.utc)
    equal(found({"created_at": {"$gt": (now - hour).isoformat()}}), named(0, 1, 2, 3, 4, 5))
    equal(found({"created_at": {"$gt": (now + hour).isoformat()}}), [])


@check
def runs_are_ordered_by_config_and_summary():
    equal(found(order="-config.lr"), named(0, 1, 2, 3, 4, 5))
    equal(found(order="+summary_metrics.loss"), named(5, 4, 3, 2, 1, 0))
    equal(found(order="-summary_metrics.metrics.acc"), named(5, 4, 3, 2, 1, 0))
    equal(found(order="+config.layers.value"), named(0, 1, 2, 3, 4, 5))


@check
@needs(hasattr(wandb.apis.public.Runs, "histories"), "`Runs.histories`")
def histories_of_many_runs_come_in_one_frame():
    frame = wandb.Api().runs(f"{ENTITY}/{PROJECT}", order="+created_at").histories(keys=["loss"], format="pandas")
    equal(sorted(round(float(loss), 9) for loss in frame["loss"]), sorted(round(1.0 / (i + 1), 9) for i in range(6)))


@check
def name_notes_tags_and_config_can_be_changed_later():
    path = f"{ENTITY}/{PROJECT}/{runs()[0].id}"
    run = wandb.Api().run(path)
    run.name, run.notes, run.tags = "renamed", "a note", ["new", "tags"]
    run.config["added"] = {"deep": [1, 2]}
    run.group = "other group"
    run.update()
    run.summary["added"] = 7
    run.summary.update({"nested": {"a": 1}})
    again = wandb.Api().run(path)
    equal((again.name, again.notes, sorted(again.tags), again.group), ("renamed", "a note", ["new", "tags"], "other group"))
    equal(again.config["added"], {"deep": [1, 2]})
    equal(again.config["layers"], 0)
    equal((again.summary["added"], float(again.summary["loss"])), (7, 1.0))
    equal(again.state, "finished")
    run.name, run.group = "run 0", "even"
    run.update()


@check
def tags_can_be_taken_away():
    path = f"{ENTITY}/{PROJECT}/{runs()[1].id}"
    run = wandb.Api().run(path)
    run.tags = []
    run.update()
    equal(wandb.Api().run(path).tags, [])


@check
@needs(hasattr(wandb.apis.public.Run, "update_state"), "`Run.update_state`")
def the_state_can_be_set_by_hand():
    failed = wandb.init(project=PROJECT + "-state")
    failed.finish(exit_code=1)
    path = f"{ENTITY}/{PROJECT}-state/{failed.id}"
    equal(wandb.Api().run(path).update_state("pending"), True)
    equal(wandb.Api().run(path).state, "pending")
    finished = wandb.Api().run(f"{ENTITY}/{PROJECT}/{runs()[2].id}")
    assert "invalid state transition" in str(raises(Exception, lambda: finished.update_state("failed")))


@check
def a_run_made_by_the_api_is_there():
    made = wandb.Api().create_run(project=PROJECT + "-made", entity=ENTITY, run_id="made-by-api")
    equal(made.id, "made-by-api")
    equal(wandb.Api().run(f"{ENTITY}/{PROJECT}-made/made-by-api").id, "made-by-api")


@check
def a_deleted_run_is_gone():
    with wandb.init(project=PROJECT + "-gone") as run:
        run.log({"x": 1})
    path = f"{ENTITY}/{PROJECT}-gone/{run.id}"
    wandb.Api().run(path).delete()
    assert "Could not find run" in str(raises(Exception, lambda: wandb.Api().run(path)))
    equal([left.id for left in wandb.Api().runs(f"{ENTITY}/{PROJECT}-gone")], [])


@check
def a_missing_run_and_a_missing_project_say_so():
    for path in (f"{ENTITY}/{PROJECT}/no-such-run", f"{ENTITY}/no-such-project/no-such-run"):
        assert "Could not find run" in str(raises(Exception, lambda path=path: wandb.Api().run(path)))
    raises(ValueError, lambda: len(wandb.Api().runs(f"{ENTITY}/no-such-project")))
    raises(Exception, lambda: wandb.Api().run(f"no-such-entity/{PROJECT}/x"))


@check
def projects_are_listed_and_made():
    runs()
    wandb.Api().create_project("made-empty", ENTITY)
    names = [project.name for project in wandb.Api().projects(ENTITY)]
    assert {PROJECT, "made-empty"} <= set(names), names
    equal(wandb.Api().project(PROJECT, ENTITY).name, PROJECT)
    equal(wandb.Api().project(PROJECT, ENTITY).entity, ENTITY)


@check
def stored_views_are_listed_as_reports():
    runs()
    spec = {"version": 5, "blocks": [{"type": "paragraph", "of": "a later version"}], "width": 1.0}
    made = {}
    for name in ("weekly", "monthly"):
        made[name] = graphql(
            "mutation($input: UpsertViewInput!) { upsertView(input: $input) { view { id } inserted } }",
            input={
                "entityName": ENTITY,
                "projectName": PROJECT,
                "type": "runs",
                "name": name,
                "displayName": f"The {name} one",
                "spec": json.dumps(spec),
            },
        )["upsertView"]["view"]["id"]
    equal(sorted(each.name for each in wandb.Api().reports(f"{ENTITY}/{PROJECT}", per_page=1)), ["monthly", "weekly"])
    (found,) = list(wandb.Api().reports(f"{ENTITY}/{PROJECT}", name="weekly"))
    equal((found.id, found.display_name, found.spec), (made["weekly"], "The weekly one", spec))
    graphql("mutation($input: DeleteViewInput!) { deleteView(input: $input) { success } }", input={"id": made["weekly"]})
    equal([each.name for each in wandb.Api().reports(f"{ENTITY}/{PROJECT}")], ["monthly"])


@check
def users_are_found():
    equal(wandb.Api().user(ENTITY).username, ENTITY)
    equal(wandb.Api().user("nobody-of-this-name"), None)


@check
@needs(newer("0.20"), "making a key with one's own; it takes a listed key for one to sign in with, and here only hashes are kept")
def a_key_is_made_and_taken_back():
    user = wandb.Api().viewer
    before = set(user.api_keys)
    made = user.generate_api_key("a key")
    assert len(made) >= 40, len(made)
    equal(wandb.Api(api_key=made).viewer.username, ENTITY)
    name = (set(soon(lambda: set(wandb.Api().viewer.api_keys) - before))).pop()
    assert made.startswith(name), name
    equal(wandb.Api().viewer.delete_api_key(name), True)
    raises(Exception, lambda: wandb.Api(api_key=made).viewer.username)


if __name__ == "__main__":
    main()
