"""Reports, made and shared with the official package for them; links are then opened without an account."""

import json
import urllib.error
import urllib.parse
import urllib.request

import wandb
import wandb_workspaces.reports.v2 as wr
from checks import BASE, ENTITY, check, equal, main, once

PROJECT = "reports"


@once
def run():
    with wandb.init(project=PROJECT, name="tuned") as made:
        made.log({"loss": 0.25})
    return made


def grid(*projects):
    runsets = [wr.Runset(entity=ENTITY, project=project) for project in projects]
    return wr.PanelGrid(runsets=runsets, panels=[wr.LinePlot(x="Step", y=["loss"])])


@once
def report():
    run()
    made = wr.Report(entity=ENTITY, project=PROJECT, title="What we tuned", description="for the board")
    made.blocks = [wr.H1("Losses"), grid(PROJECT)]
    return made.save()


def token(link):
    return urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)["accessToken"][0]


def opened(link, query):
    """The status and the data, or the code of the refusal, that somebody gets who has nothing but the link."""
    request = urllib.request.Request(
        f"{BASE}/graphql",
        json.dumps({"query": query}).encode(),
        {"Content-Type": "application/json", "Tunebook-Access-Token": token(link)},
    )
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.load(answer)["data"]
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.load(refusal)["error"]["code"]


def shown(link):
    return opened(link, '{ view(id: "%s") { displayName spec } }' % report().id)


def loss(link, project):
    query = '{ project(name: "%s", entityName: "%s") { runs { edges { node { summaryMetrics } } } } }'
    return opened(link, query % (project, ENTITY))


@check
def a_report_is_read_back_from_its_address():
    back = wr.Report.from_url(report().url)
    equal((back.title, back.description), ("What we tuned", "for the board"))
    equal([type(block) for block in back.blocks], [wr.H1, wr.PanelGrid])
    equal(back.blocks[1].runsets[0].project, PROJECT)


@check
def a_report_is_not_shared_by_itself():
    equal(report().get_share_url(), None)
    equal(report().disable_share_link(), False)


@check
def a_link_is_made_once_and_read_back():
    link = report().enable_share_link()
    equal(link.split("?")[0], report().url)
    equal(report().get_share_url(), link)
    equal(report().enable_share_link(), link)
    equal(wr.Report.from_url(report().url).get_share_url(), link)


@check
def a_link_opens_the_report_and_its_runs():
    link = report().enable_share_link()
    status, data = shown(link)
    equal((status, data["view"]["displayName"]), (200, "What we tuned"))
    status, data = loss(link, PROJECT)
    equal(json.loads(data["project"]["runs"]["edges"][0]["node"]["summaryMetrics"])["loss"], 0.25)
    equal(opened(link, "{ viewer { username } }"), (200, {"viewer": None}))


@check
def a_link_follows_the_projects_of_the_report():
    with wandb.init(project="reports-more", name="another") as other:
        other.log({"loss": 0.5})
    made = report()
    link = made.enable_share_link()
    equal(loss(link, "reports-more"), (200, {"project": None}))
    made.blocks = [grid(PROJECT, "reports-more")]
    equal(made.save().enable_share_link(), link)
    status, data = loss(link, "reports-more")
    equal(len(data["project"]["runs"]["edges"]), 1)


@check
def a_link_that_is_disabled_opens_nothing():
    link = report().enable_share_link()
    equal(report().disable_share_link(), True)
    equal(shown(link), (403, "link_revoked"))
    equal(report().get_share_url(), None)
    equal(report().disable_share_link(), False)
    assert report().enable_share_link() != link
    equal(shown(link), (403, "link_revoked"))


@check
def a_deleted_report_takes_its_links_along():
    link = report().enable_share_link()
    equal(report().delete(), True)
    equal(shown(link), (401, "unauthorized"))


if __name__ == "__main__":
    main()
