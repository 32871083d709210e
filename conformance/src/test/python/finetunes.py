"""Runs written by the official WandbLogger.sync, unmodified, filter and sort by what their jobs were, in GraphQL."""

import json
import os
import urllib.request
from base64 import b64encode

import openai
import wandb
from checks import BASE, ENTITY, KEY, check, equal, main, once
from wandb.integration.openai.fine_tuning import WandbLogger

PROJECT = "official-fine-tunes"
QUERY = """query($entity: String!, $project: String!, $filters: JSONString, $order: String) {
  project(name: $project, entityName: $entity) { runs(filters: $filters, order: $order, first: 100) { edges { node {
    name config fineTune { provider jobId method status baseModel model createdAt finishedAt trainedTokens
      hyperparameters { name resolved } trainingFile { id } } } } } } }"""


def client():
    return openai.OpenAI(base_url=os.environ["TUNEBOOK_PROVIDER"], api_key=os.environ["TUNEBOOK_PROVIDER_KEY"])


@once
def synced():
    """Every succeeded job of the account as the provider tells it, each synced by the official integration; and the jobs
    it gave up on: it takes every column of a result file for numbers, and those of preference and reinforcement jobs hold
    text too. Their configuration is recorded by then."""
    done = {job.id: job for job in client().fine_tuning.jobs.list(limit=100) if job.status == "succeeded"}
    given_up = set()
    for job_id in done:
        try:
            WandbLogger.sync(fine_tune_job_id=job_id, openai_client=client(), project=PROJECT, entity=ENTITY)
        except TypeError as trouble:
            print("gave up on", job_id, kind(done[job_id]), repr(trouble), flush=True)
            given_up.add(job_id)
            wandb.finish(exit_code=1)
    return done, given_up


def jobs():
    return synced()[0]


def completed(run):
    return run["name"] not in synced()[1]


def runs(filters=None, order=None):
    jobs()
    variables = {"entity": ENTITY, "project": PROJECT, "filters": json.dumps(filters or {}), "order": order}
    request = urllib.request.Request(
        BASE + "/graphql",
        json.dumps({"query": QUERY, "variables": variables}).encode(),
        {"Content-Type": "application/json", "Authorization": "Basic " + b64encode(f"api:{KEY}".encode()).decode()},
    )
    with urllib.request.urlopen(request) as answer:
        said = json.load(answer)
    assert "errors" not in said, said
    return [edge["node"] for edge in said["data"]["project"]["runs"]["edges"]]


def names(filters=None, order=None):
    return [run["name"] for run in runs(filters, order)]


def parameter(job, name):
    """What the provider itself says; the method's own value before the deprecated top one."""
    method = job.method and getattr(job.method, job.method.type)
    own = method and method.hyperparameters and getattr(method.hyperparameters, name, None)
    return own if own is not None else getattr(job.hyperparameters, name, None)


def kind(job):
    return job.method.type if job.method else "supervised"


@check
def supervised_preference_and_reinforcement_jobs_are_there():
    kinds = [kind(job) for job in jobs().values()]
    assert kinds.count("supervised") >= 2 and kinds.count("dpo") >= 2 and "reinforcement" in kinds, kinds
    equal(sorted(names()), sorted(jobs()))
    equal("supervised" in {kind(jobs()[job_id]) for job_id in synced()[1]}, False, "gave up on a supervised job")


@check
def the_runs_hold_these_hyperparameters_as_python_text_only():
    for run in runs({"ft.method": "dpo"}):
        config = json.loads(run["config"])
        assert config["method"]["value"].startswith("Method(type='dpo'"), config["method"]
        assert (config["hyperparameters"]["value"] or {}).get("n_epochs") is None, config["hyperparameters"]


@check
def every_run_is_one_record_that_says_what_the_provider_says():
    for run in runs():
        job, record = jobs()[run["name"]], run["fineTune"]
        equal(record["jobId"], job.id)
        equal(record["method"], kind(job))
        equal(record["status"], "succeeded")
        equal(record["model"], job.fine_tuned_model)
        equal(record["provider"], "openai")
        equal(record["trainingFile"]["id"], job.training_file)
        equal(record["trainedTokens"], job.trained_tokens)
        resolved = {each["name"]: each["resolved"] for each in record["hyperparameters"]}
        for name in ("n_epochs", "batch_size", "learning_rate_multiplier", "beta"):
            value = parameter(job, name)
            if value is not None and value != "auto":
                equal(float(resolved[name]), float(value), f"{job.id} {name}")


@check
def its_times_are_those_of_the_job_whatever_the_time_zone_of_the_integration():
    from datetime import datetime

    for run in filter(completed, runs()):
        job = jobs()[run["name"]]
        for field, seconds in (("createdAt", job.created_at), ("finishedAt", job.finished_at)):
            at = datetime.fromisoformat(run["fineTune"][field].replace("Z", "+00:00"))
            equal(int(at.timestamp()), seconds, f"{job.id} {field}")
    for run in runs():
        if not completed(run):
            # Only the model's metadata has them as instants, and there is none.
            equal((run["fineTune"]["createdAt"], run["fineTune"]["finishedAt"]), (None, None))


@check
def they_filter_by_epochs():
    epochs = {job_id: parameter(job, "n_epochs") for job_id, job in jobs().items()}
    assert len(set(epochs.values())) >= 2, epochs
    for least in sorted(set(epochs.values())):
        found = names({"ft.epochs": {"$gte": least}})
        equal(sorted(found), sorted(job_id for job_id, value in epochs.items() if value >= least))


@check
def they_sort_by_epochs_either_way():
    epochs = {job_id: parameter(job, "n_epochs") for job_id, job in jobs().items()}
    equal([epochs[name] for name in names(order="+ft.epochs")], sorted(epochs.values()))
    equal([epochs[name] for name in names(order="-ft.epochs")], sorted(epochs.values(), reverse=True))


@check
def they_filter_by_beta():
    betas = {job_id: parameter(job, "beta") for job_id, job in jobs().items()}
    given = sorted(value for value in betas.values() if value is not None)
    assert len(set(given)) >= 2, betas
    equal(names({"ft.beta": given[0]}), [job_id for job_id, value in betas.items() if value == given[0]])
    equal(len(names({"ft.beta": {"$gt": given[0]}})), len([value for value in given if value > given[0]]))
    equal(sorted(names({"ft.beta": None})), sorted(job_id for job_id, value in betas.items() if value is None))


@check
def they_sort_by_beta_with_the_others_last():
    betas = {job_id: parameter(job, "beta") for job_id, job in jobs().items()}
    given = sorted(value for value in betas.values() if value is not None)
    equal([betas[name] for name in names(order="+ft.beta")][: len(given)], given)
    equal([betas[name] for name in names(order="-ft.beta")][: len(given)], given[::-1])


@check
def they_filter_by_method_and_epochs_together():
    wanted = [job_id for job_id, job in jobs().items() if kind(job) == "reinforcement" and parameter(job, "n_epochs") > 1]
    equal(sorted(names({"$and": [{"ft.method": "reinforcement"}, {"ft.epochs": {"$gt": 1}}]})), sorted(wanted))
    assert wanted


if __name__ == "__main__":
    main()
