"""A model that a sync recorded, used from Python under each of its names: version, job, alias, `latest`."""

import json
import os

import wandb
from checks import ENTITY, check, equal, main, once, raises

PROJECT = f"{ENTITY}/OpenAI-Fine-Tune"


@once
def jobs():
    """The succeeded jobs' runs, the oldest first."""
    runs = [run for run in wandb.Api().runs(PROJECT) if run.summary.get("status") == "succeeded"]
    return sorted(runs, key=lambda run: run.config["created_at"])


def used(name, collection="model_metadata"):
    """What a program reads that uses a model: as `collection:name`, in a run of its own."""
    with wandb.init(project="evaluation") as run:
        artifact = run.use_artifact(f"{PROJECT}/{collection}{':' if name else ''}{name}")
        folder = artifact.download(root=f"models/{collection}-{name or 'unnamed'}")
    with open(os.path.join(folder, "model_metadata.json"), encoding="utf-8") as file:
        metadata = json.load(file)
    consumers = [user.id for user in wandb.Api().artifact(f"{PROJECT}/model-metadata:{metadata['id']}").used_by()]
    assert run.id in consumers, (run.id, consumers)
    return metadata


def assert_model_of(job, metadata):
    equal((metadata["id"], metadata["fine_tuned_model"]), (job.id, job.summary["fine_tuned_model"]))
    assert metadata["fine_tuned_model"].startswith("ft:"), metadata


@check
def by_its_version():
    # Saved oldest first, so the third version is the third job's.
    assert_model_of(jobs()[2], used("v2"))


@check
def by_the_id_of_its_job():
    for job in (jobs()[0], jobs()[-2]):
        assert_model_of(job, used(job.id))


@check
def as_latest():
    assert_model_of(jobs()[-1], used("latest"))


@check
def without_a_version():
    assert_model_of(jobs()[-1], used(""))


@check
def by_an_alias_of_ones_own():
    model = wandb.Api().artifact(f"{PROJECT}/model-metadata:{jobs()[1].id}")
    model.aliases.append("production")
    model.save()
    assert_model_of(jobs()[1], used("production"))


@check
def in_the_spelling_it_has():
    assert_model_of(jobs()[2], used("v2", "model-metadata"))


@check
def hyperparameters_and_files_are_in_the_file():
    job = jobs()[0]
    metadata = used(job.id)
    equal(metadata["training_file"], job.config["training_file"])
    equal(metadata["hyperparameters"]["n_epochs"], job.config["hyperparameters"]["n_epochs"])


@check
def a_version_that_is_not_there_is_an_error():
    raises(Exception, lambda: used("no-such-version"))


@check
def a_collection_that_has_the_underscore_in_its_name_comes_first():
    with wandb.init(project="spellings") as run:
        for name in ("own-name", "own_name"):
            made = wandb.Artifact(name, type="model")
            with made.new_file("who") as file:
                file.write(name)
            run.log_artifact(made)
    for name in ("own-name", "own_name"):
        folder = wandb.Api().artifact(f"{ENTITY}/spellings/{name}:latest").download(root=f"spelled/{name}")
        with open(os.path.join(folder, "who"), encoding="utf-8") as file:
            equal(file.read(), name)


if __name__ == "__main__":
    main()
