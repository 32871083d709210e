"""Artifacts: logged, versioned, used, downloaded, changed, found again; tables and lineage."""

import datetime
import hashlib
import os

import numpy
import wandb
from checks import ENTITY, check, equal, main, needs, once, raises, takes

PROJECT = "artifacts"
LINES = b'{"messages": [{"role": "user", "content": "\xe6\x97\xa5\xe6\x9c\xac"}]}\n' * 500


def write(path, content):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
    return path


def content(folder):
    """What lies below a folder, by path."""
    found = {}
    for root, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(root, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder).replace(os.sep, "/")] = file.read()
    return found


def artifact(name="data", kind="dataset", files=None, **options):
    made = wandb.Artifact(name, type=kind, **options)
    for path, bytes_ in (files or {"train.jsonl": LINES}).items():
        with made.new_file(path, mode="wb") as file:
            file.write(bytes_)
    return made


def log(made, project=PROJECT, aliases=None, **options):
    """Logs it from a run of its own; returns run and artifact, which is committed."""
    with wandb.init(project=project, **options) as run:
        logged = run.log_artifact(made, aliases=aliases)
        logged.wait()
    return run, logged


def exists(name):
    """Whether a version can be had; Api.artifact_exists came later."""
    try:
        stored(name)
    except (wandb.errors.CommError, ValueError):
        return False
    return True


def stored(name, kind=None):
    return wandb.Api().artifact(f"{ENTITY}/{PROJECT}/{name}", type=kind)


FILES = {
    "train.jsonl": LINES,
    "empty.txt": b"",
    "folder/deep/a name (\u65e5\u672c) & 100%.bin": bytes(range(256)) * 300,
}


@once
def first():
    return log(
        artifact("data", files=FILES, description="a *description*", metadata={"rows": 500, "nested": {"a": [1, 2]}}),
        aliases=["golden"],
        name="producer",
    )


@once
def second():
    first()
    return log(artifact("data", files={**FILES, "valid.jsonl": LINES[:100]}))


@check
def a_logged_artifact_is_committed_and_numbered():
    equal(first()[1].state, "COMMITTED")
    equal(first()[1].version, "v0")
    equal(second()[1].version, "v1")


@check
def name_type_digest_size_description_and_metadata_are_equal():
    found = stored("data:v0")
    equal((found.name, found.type, found.collection.name), ("data:v0", "dataset", "data"))
    equal(found.digest, first()[1].digest)
    equal(found.size, sum(map(len, FILES.values())))
    equal(found.file_count, 3)
    equal(found.description, "a *description*")
    equal(found.metadata, {"rows": 500, "nested": {"a": [1, 2]}})
    assert found.created_at, "no time"


@check
def aliases_lead_to_their_versions():
    second()
    equal(sorted(stored("data:v0").aliases), ["golden"])
    equal(sorted(stored("data:v1").aliases), ["latest"])
    equal(stored("data:golden").version, "v0")
    equal(stored("data:latest").version, "v1")
    equal(stored("data").version, "v1")


@check
def a_download_is_equal():
    folder = stored("data:v0").download(root="down-all")
    equal(content(folder), FILES)


@check
def one_path_is_downloaded_alone():
    path = "folder/deep/a name (\u65e5\u672c) & 100%.bin"
    folder = stored("data:v0").download(root="down-prefix", path_prefix="folder/")
    equal(content(folder), {path: FILES[path]})
    with open(stored("data:v0").get_entry(path).download(root="down-entry"), "rb") as file:
        equal(file.read(), FILES[path])


@check
@needs(takes(wandb.Artifact.download, "multipart"), "`Artifact.download(multipart=...)`")
def a_large_file_is_downloaded_in_parts():
    big = os.urandom(3_000_000)
    log(artifact("big", files={"big.bin": big}))
    folder = stored("big:latest").download(root="down-parts", multipart=True)
    equal(hashlib.sha256(content(folder)["big.bin"]).hexdigest(), hashlib.sha256(big).hexdigest())


@check
def the_manifest_and_the_files_are_listed():
    found = stored("data:v0")
    equal(sorted(found.manifest.entries), sorted(FILES))
    listed = {file.name: file.size for file in found.files()}
    equal(listed, {path: len(bytes_) for path, bytes_ in FILES.items()})
    equal(len(found.files()), 3)


@check
def verify_finds_what_was_changed():
    found = stored("data:v0")
    folder = found.download(root="down-verify")
    found.verify(folder)
    write(os.path.join(folder, "train.jsonl"), b"other")
    raises(ValueError, lambda: found.verify(folder))


@check
def the_same_content_again_is_the_same_version():
    first()
    run, again = log(artifact("data", files={**FILES, "valid.jsonl": LINES[:100]}), aliases=["again"])
    equal(again.version, "v1")
    equal(stored("data:again").version, "v1")
    equal([made.name for made in wandb.Api().run(f"{ENTITY}/{PROJECT}/{run.id}").logged_artifacts()], ["data:v1"])


@check
def an_alias_moves():
    for i in range(3):
        log(artifact("moving", files={"n": str(i).encode()}), aliases=["best", f"n{i}"])
    equal(stored("moving:best").version, "v2")
    equal(sorted(stored("moving:v0").aliases), ["n0"])
    equal(sorted(stored("moving:v2").aliases), ["best", "latest", "n2"])


@check
def a_folder_is_logged_and_linked_files_too():
    for path, bytes_ in FILES.items():
        write(os.path.join("folder-in", path), bytes_)
    made = wandb.Artifact("folder", type="dataset")
    made.add_dir("folder-in")
    made.add_file("folder-in/train.jsonl", name="renamed.jsonl")
    log(made)
    folder = stored("folder:latest").download(root="down-folder")
    equal(content(folder), {**FILES, "renamed.jsonl": LINES})


@check
def references_are_kept_and_not_followed():
    made = wandb.Artifact("references", type="dataset")
    made.add_reference("https://example.invalid/data.csv", name="remote.csv", checksum=False)
    made.add_reference("lake://bucket/key", name="bucket.bin")
    local = write("referenced/local.txt", b"local")
    made.add_reference(f"file://{os.path.abspath(local)}", name="local.txt")
    log(made)
    entries = stored("references:latest").manifest.entries
    equal(entries["remote.csv"].ref, "https://example.invalid/data.csv")
    equal(entries["bucket.bin"].ref, "lake://bucket/key")
    equal(entries["local.txt"].ref, f"file://{os.path.abspath(local)}")


@check
def an_entry_of_another_artifact_is_reached_through_a_reference():
    base = stored("data:v0") if first() else None
    made = wandb.Artifact("derived", type="dataset")
    made.add_reference(base.get_entry("train.jsonl"), name="from-base.jsonl")
    log(made)
    folder = stored("derived:latest").download(root="down-derived")
    equal(content(folder), {"from-base.jsonl": LINES})


@check
def used_and_logged_artifacts_are_the_lineage():
    first()
    with wandb.init(project=PROJECT, name="consumer") as run:
        used = run.use_artifact("data:golden")
        equal(content(used.download(root="down-used")), FILES)
        made = artifact("model", "model", {"weights.bin": b"w"})
        run.log_artifact(made)
    api = wandb.Api()
    consumer = api.run(f"{ENTITY}/{PROJECT}/{run.id}")
    equal([each.name for each in consumer.used_artifacts()], ["data:v0"])
    equal([each.name for each in consumer.logged_artifacts()], ["model:v0"])
    assert run.id in [each.id for each in stored("data:v0").used_by()]
    equal(stored("data:v0").logged_by().id, first()[0].id)
    equal(stored("model:v0").logged_by().id, run.id)


@check
def the_api_attaches_artifacts_to_a_run_that_has_ended():
    run, _ = log(artifact("attached", files={"a": b"a"}))
    with wandb.init(project=PROJECT) as other:
        pass
    late = wandb.Api().run(f"{ENTITY}/{PROJECT}/{other.id}")
    late.use_artifact(stored("attached:v0"))
    equal([each.name for each in late.used_artifacts()], ["attached:v0"])
    assert run.id != other.id


@check
def a_version_is_changed_later():
    log(artifact("changed", files={"a": b"a"}), aliases=["old"])
    found = stored("changed:v0")
    found.description = "another"
    found.metadata["added"] = {"deep": 1}
    found.aliases.append("new")
    found.aliases.remove("old")
    found.save()
    again = stored("changed:v0")
    equal(again.description, "another")
    equal(again.metadata, {"added": {"deep": 1}})
    equal(sorted(again.aliases), ["latest", "new"])
    assert not exists("changed:old")


@check
@needs(hasattr(wandb.Artifact, "tags"), "`Artifact.tags`")
def a_version_has_tags():
    log(artifact("tagged", files={"a": b"a"}))
    found = stored("tagged:v0")
    found.tags = ["one tag", "two"]
    found.save()
    equal(sorted(stored("tagged:v0").tags), ["one tag", "two"])


@check
def how_long_a_version_lives_is_kept():
    made = artifact("expiring", files={"a": b"a"})
    made.ttl = datetime.timedelta(days=2)
    log(made)
    found = stored("expiring:v0")
    equal(found.ttl, datetime.timedelta(days=2))
    for ttl in (datetime.timedelta(hours=1), None):
        found.ttl = ttl
        found.save()
        equal(stored("expiring:v0").ttl, ttl)


@check
@needs(hasattr(wandb.apis.public.ArtifactCollection, "tags"), "`ArtifactCollection.tags`")
def a_collection_is_described_renamed_and_given_another_type():
    log(artifact("before", files={"a": b"a"}))
    project = f"{ENTITY}/{PROJECT}"
    found = wandb.Api().artifact_collection("dataset", f"{project}/before")
    found.description, found.tags, found.name = "what it holds", ["one tag", "two"], "after"
    found.save()
    found = wandb.Api().artifact_collection("dataset", f"{project}/after")
    equal((found.description, sorted(found.tags)), ("what it holds", ["one tag", "two"]))
    equal(stored("after:v0").digest, artifact("any", files={"a": b"a"}).digest)
    found.change_type("evaluation")
    equal(stored("after:v0").type, "evaluation")


@check
def a_collection_is_deleted_with_its_versions():
    log(artifact("whole", files={"a": b"a"}))
    wandb.Api().artifact_collection("dataset", f"{ENTITY}/{PROJECT}/whole").delete()
    assert not exists("whole:v0")
    project = wandb.Api().artifact_type("dataset", f"{ENTITY}/{PROJECT}")
    assert "whole" not in [each.name for each in project.collections()]


@check
def a_version_is_deleted():
    for i in range(2):
        log(artifact("deleted", files={"n": str(i).encode()}))
    raises(Exception, lambda: stored("deleted:v1").delete())
    stored("deleted:v0").delete()
    stored("deleted:v1").delete(delete_aliases=True)
    assert not exists("deleted:v0")
    assert not exists("deleted:v1")
    _, third = log(artifact("deleted", files={"n": b"2"}))
    equal(third.version, "v2")


@check
def types_collections_and_versions_are_browsed():
    second()
    api = wandb.Api()
    project = f"{ENTITY}/{PROJECT}"
    assert "dataset" in [kind.name for kind in api.artifact_types(project)]
    assert "data" in [each.name for each in api.artifact_type("dataset", project).collections()]
    equal([each.version for each in api.artifacts("dataset", f"{project}/data")], ["v1", "v0"])
    collection = api.artifact_collection("dataset", f"{project}/data")
    equal(sorted(collection.aliases), ["again", "golden", "latest"])


@check
@needs(hasattr(wandb.Api, "artifact_collection_exists"), "`Api.artifact_collection_exists`")
def whether_a_collection_exists_is_told():
    second()
    project = f"{ENTITY}/{PROJECT}"
    equal(wandb.Api().artifact_collection_exists(f"{project}/data", type="dataset"), True)
    equal(wandb.Api().artifact_collection_exists(f"{project}/no-such", type="dataset"), False)


@check
def a_missing_artifact_says_so():
    second()
    assert exists("data:v1")
    for name in ("data:v9", "nothing:latest"):
        raises(Exception, lambda name=name: stored(name))
    raises(Exception, lambda: wandb.Api().artifact(f"{ENTITY}/no-such-project/data:v0"))


@check
@needs(hasattr(wandb.Api, "artifact_exists"), "`Api.artifact_exists`")
def whether_a_version_exists_is_told():
    second()
    found = [wandb.Api().artifact_exists(f"{ENTITY}/{PROJECT}/{name}") for name in ("data:v0", "data:v9", "nothing:latest")]
    equal(found, [True, False, False])
    equal(wandb.Api().artifact_exists(f"{ENTITY}/no-such-project/data:v0"), False)


@check
def another_type_under_the_same_name_is_refused():
    second()
    with wandb.init(project=PROJECT) as run:
        raises(Exception, lambda: run.log_artifact(artifact("data", "model", {"x": b"x"})).wait())


@check
def a_draft_of_a_version_keeps_what_was_not_touched():
    log(artifact("drafted", files={"a": b"a", "b": b"b", "c": b"c"}))
    with wandb.init(project=PROJECT) as run:
        draft = run.use_artifact("drafted:latest").new_draft()
        draft.remove("b")
        with draft.new_file("d", mode="wb") as file:
            file.write(b"d")
        run.log_artifact(draft)
    equal(stored("drafted:latest").version, "v1")
    equal(content(stored("drafted:latest").download(root="down-draft")), {"a": b"a", "c": b"c", "d": b"d"})


@check
def several_runs_make_one_version_together():
    name = "together"
    for i in range(3):
        with wandb.init(project=PROJECT, group="writers") as run:
            run.upsert_artifact(artifact(name, files={f"{i}.txt": str(i).encode()}), distributed_id="one")
    with wandb.init(project=PROJECT, group="writers") as run:
        run.finish_artifact(artifact(name, files={"last.txt": b"last"}), distributed_id="one").wait()
    equal(
        content(stored(f"{name}:latest").download(root="down-together")),
        {"0.txt": b"0", "1.txt": b"1", "2.txt": b"2", "last.txt": b"last"},
    )


@check
def a_version_is_linked_into_a_portfolio():
    second()
    with wandb.init(project=PROJECT) as run:
        run.link_artifact(stored("data:v0"), f"{ENTITY}/portfolios/chosen", aliases=["picked"])
    linked = wandb.Api().artifact(f"{ENTITY}/portfolios/chosen:picked")
    equal(linked.source_version, "v0")
    equal(linked.source_collection.name, "data")
    equal(content(linked.download(root="down-linked")), FILES)


COLUMNS = ["id", "text", "score", "flag", "picture"]


def pixels():
    return numpy.arange(4 * 4 * 3).astype("uint8").reshape(4, 4, 3)


@once
def tabled():
    rows = [[i, f"text {i} \u65e5\u672c", i / 4, i % 2 == 0, wandb.Image(pixels() + i)] for i in range(25)]
    with wandb.init(project=PROJECT, name="tables") as run:
        run.log({"table/of run": wandb.Table(columns=COLUMNS, data=rows)})
        made = wandb.Artifact("tables", type="dataset")
        made.add(wandb.Table(columns=COLUMNS[:4], data=[row[:4] for row in rows]), "rows")
        run.log_artifact(made)
    return run, rows


@check
def a_table_in_an_artifact_is_read_back_equal():
    rows = tabled()[1]
    table = stored("tables:latest").get("rows")
    equal(table.columns, COLUMNS[:4])
    assert table.data == [row[:4] for row in rows], table.data


@check
def a_logged_table_is_an_artifact_of_the_run():
    run, rows = tabled()
    logged = [each for each in wandb.Api().run(f"{ENTITY}/{PROJECT}/{run.id}").logged_artifacts() if each.type == "run_table"]
    equal(len(logged), 1)
    table = logged[0].get("table/of run")
    equal(table.columns, COLUMNS)
    equal([row[1] for row in table.data], [row[1] for row in rows])
    equal(numpy.asarray(table.data[3][4].image).tolist(), (pixels() + 3).tolist())


@check
def an_artifact_without_a_run_is_there():
    made = artifact("alone", files={"a": b"a"})
    made.save(project=PROJECT, settings=wandb.Settings(entity=ENTITY))
    made.wait()
    equal(content(stored("alone:latest").download(root="down-alone")), {"a": b"a"})


@check
def five_hundred_files_are_logged_and_downloaded():
    files = {f"{i % 7}/{i}.txt": f"file {i}".encode() for i in range(500)}
    log(artifact("many", files=files))
    equal(content(stored("many:latest").download(root="down-many")), files)


@check
def a_deleted_run_leaves_its_artifacts():
    run, _ = log(artifact("survivor", files={"a": b"a"}))
    wandb.Api().run(f"{ENTITY}/{PROJECT}/{run.id}").delete()
    equal(content(stored("survivor:latest").download(root="down-survivor")), {"a": b"a"})
    equal(stored("survivor:latest").logged_by(), None)


@check
def a_run_deleted_with_its_artifacts_takes_them_along():
    run, _ = log(artifact("victim", files={"a": b"a"}))
    wandb.Api().run(f"{ENTITY}/{PROJECT}/{run.id}").delete(delete_artifacts=True)
    assert not exists("victim:v0")


if __name__ == "__main__":
    main()
