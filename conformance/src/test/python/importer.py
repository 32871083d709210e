"""The official WandbLogger.sync and ours, on the same job, compared field by field.

Fields that differ must be exactly those of the written list, docs/reference/importer-differences.md.
"""

import json
import os
import re

import openai
import wandb
from checks import ENTITY, KEY, check, equal, main, once
from wandb.integration.openai.fine_tuning import WandbLogger

JOB = os.environ["TUNEBOOK_JOB"]
OFFICIAL, OURS = "official-importer", "our-importer"
NOT_METRICS = ("history: _step", "history: train_data", "history: valid_data")
MISSING = object()


@once
def synced():
    client = openai.OpenAI(base_url=os.environ["TUNEBOOK_PROVIDER"], api_key=os.environ["TUNEBOOK_PROVIDER_KEY"])
    said = WandbLogger.sync(fine_tune_job_id=JOB, openai_client=client, project=OFFICIAL, entity=ENTITY)
    assert "success" in said, said
    return True


def run(project):
    synced()
    return wandb.Api().run(f"{ENTITY}/{project}/{JOB}")


def flat(value, path=""):
    """Leaves of nested objects and lists by dotted path."""
    if isinstance(value, dict) and value:
        return {k: v for key, inner in value.items() for k, v in flat(inner, f"{path}.{key}" if path else key).items()}
    return {path: value}


def artifact_kinds(project):
    """Artifacts of the run: output and input, by what they are, with ids of this job left open."""
    of = run(project)
    files = {of.config["training_file"]: "TRAINING_FILE", of.config["validation_file"]: "VALIDATION_FILE", JOB: "JOB"}
    found = {}
    for way, artifacts in (("logged", of.logged_artifacts()), ("used", of.used_artifacts())):
        for artifact in artifacts:
            # The collection of checkpoints has a version for each.
            kind = f"{way} {artifact.type} {artifact.name.split(':')[0]}"
            found[opened(kind, files)] = (artifact, files)
    return found


def opened(text, ids):
    for identifier, word in ids.items():
        text = text.replace(identifier, word)
    return text


def contents(project, kind, artifact, ids):
    """Every cell of every table, every member of every JSON file, the digest of every other file."""
    found = {}
    for path, entry in artifact.manifest.entries.items():
        name = f"{kind} {opened(path, ids)}"
        if path.endswith(".table.json"):
            table = artifact.get(path)
            for place, column in enumerate(table.columns):
                found[f"table: {name} column {column}"] = [row[place] for row in table.data]
        elif path.endswith(".json"):
            with open(artifact.get_entry(path).download(root=f"{project}-files"), encoding="utf-8") as file:
                found.update({f"file: {name} {key}": value for key, value in flat(json.load(file)).items()})
        else:
            found[f"file: {name}"] = entry.digest
    return found


def fields(project):
    """Every compared field by name."""
    of = run(project)
    plain = {
        "id": of.id, "name": of.name, "job type": of.job_type, "state": of.state, "notes": of.notes or "",
        "tags": sorted(of.tags), "group": of.group,
    }
    found = {f"run: {key}": value for key, value in plain.items()}
    found.update({f"config: {key}": value for key, value in flat(of.config).items()})
    summary = {key: value for key, value in dict(of.summary).items() if not key.startswith("_")}
    found.update({f"summary: {key}": value for key, value in flat(summary).items()})
    rows = [{k: v for k, v in row.items() if not k.startswith("_") or k == "_step"} for row in of.scan_history()]
    for key in sorted({key for row in rows for key in row}):
        found[f"history: {key}"] = [(row["_step"], row[key]) for row in rows if key in row]
    for kind, (artifact, ids) in artifact_kinds(project).items():
        found[f"artifact: {kind}"] = "there"
        found[f"aliases: {kind}"] = sorted(opened(alias, ids) for alias in artifact.aliases)
        found.update({f"metadata: {kind} {key}": value for key, value in flat(artifact.metadata).items()})
        found.update(contents(project, kind, artifact, ids))
    return found


@once
def both():
    return fields(OFFICIAL), fields(OURS)


def differing():
    official, ours = both()
    return sorted(
        name for name in official.keys() | ours.keys() if official.get(name, MISSING) != ours.get(name, MISSING)
    )


@check
def the_official_importer_completes_and_recognises_its_run():
    synced()
    equal(run(OFFICIAL).state, "finished")
    equal(run(OFFICIAL).summary["status"], "succeeded")


@check
def the_official_importer_leaves_a_recorded_job_alone():
    synced()
    before = run(OFFICIAL)._attrs["heartbeatAt"]
    client = openai.OpenAI(base_url=os.environ["TUNEBOOK_PROVIDER"], api_key=os.environ["TUNEBOOK_PROVIDER_KEY"])
    WandbLogger.sync(fine_tune_job_id=JOB, openai_client=client, project=OFFICIAL, entity=ENTITY)
    equal(run(OFFICIAL)._attrs["heartbeatAt"], before)


@check
def nothing_the_official_importer_records_is_missing_here():
    official, ours = both()
    written = listed()
    missing = sorted(name for name in official if name not in ours and not covered(name, written))
    equal(missing, [])


def listed():
    with open(os.environ["TUNEBOOK_DIFFERENCES"], encoding="utf-8") as file:
        return re.findall(r"^\| `([^`]+)` \|", file.read(), re.M)


def covered(name, written):
    """By an entry of its name; by one with a star only where the official importer writes no such field."""
    official = both()[0]
    added = name not in official
    return any(name == entry or (added and entry.endswith("*") and name.startswith(entry[:-1])) for entry in written)


@check
def every_difference_is_on_the_written_list():
    official, ours = both()
    written = listed()
    unlisted = [name for name in differing() if not covered(name, written)]
    assert not unlisted, "\n".join(f"{n}\n   official: {official.get(n)!r:.300}\n   ours: {ours.get(n)!r:.300}" for n in unlisted)


@check
def every_entry_of_the_list_is_a_difference():
    found = differing()
    equal([entry for entry in listed() if not any(covered(name, [entry]) for name in found)], [])


@check
def the_metrics_are_equal_number_for_number():
    official, ours = both()
    metrics = [name for name in official if name.startswith("history: ") and name not in NOT_METRICS]
    assert {"history: train_loss", "history: train_accuracy", "history: valid_loss"} <= set(metrics), metrics
    for name in metrics:
        equal(ours[name], official[name], name)


@check
def no_key_is_recorded():
    for project in (OFFICIAL, OURS):
        text = repr(fields(project))
        assert KEY not in text and os.environ["TUNEBOOK_PROVIDER_KEY"] not in text


if __name__ == "__main__":
    main()
