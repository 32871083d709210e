"""What the official Api counts in a data folder of the demo, beside what `tunebook demo --once` said of it."""

import json
import os

import wandb
from checks import BASE, ENTITY, check, equal, main, once

SAID = json.loads(os.environ["TUNEBOOK_SAID"])
PROJECT = f"{ENTITY}/OpenAI-Fine-Tune"


@once
def runs():
    return list(wandb.Api().runs(PROJECT))


@once
def versions():
    """Every version of every collection of every type."""
    api = wandb.Api()
    return [
        version
        for kind in api.artifact_types(PROJECT)
        for collection in kind.collections()
        for version in collection.artifacts()
    ]


@check
def the_api_counts_the_runs_of_the_json():
    equal(len(runs()), SAID["runs"])
    equal(len(wandb.Api().runs(PROJECT)), SAID["runs"])


@check
def the_api_counts_the_jobs_of_the_json():
    equal(len(wandb.Api().runs(PROJECT, filters={"jobType": "fine-tune"})), SAID["jobs"])
    equal(len([run for run in runs() if run.config.get("object") == "fine_tuning.job"]), SAID["jobs"])


@check
def the_api_counts_the_artifacts_of_the_json_in_every_version():
    equal(len({version.id for version in versions()}), SAID["artifacts"])


@check
def the_api_counts_the_tables_of_the_json_and_reads_each():
    tables = [
        (version, path)
        for version in versions()
        for path in version.manifest.entries
        if path.endswith(".table.json")
    ]
    equal(len(tables), SAID["tables"])
    for version, path in tables:
        table = version.get(path)
        assert len(table.columns) > 0 and len(table.data) > 0, (version.name, path)


@check
def one_job_is_recorded_as_running():
    equal([run.state for run in runs()].count("running"), 1)
    equal([run.summary["status"] for run in runs()].count("running"), 1)


@check
def the_page_of_the_json_is_the_project_on_the_server_that_wrote_it():
    equal(SAID["page"], f"{SAID['url']}/{PROJECT}")
    assert SAID["url"] != BASE, "a server started again listens elsewhere"


def digests():
    return sorted(f"{version.type} {version.name} {version.digest}" for version in versions())


if __name__ == "__main__":
    main()
    with open("digests.json", "w", encoding="utf-8") as file:
        json.dump(digests(), file)
