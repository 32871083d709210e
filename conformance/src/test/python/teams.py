"""Teams: who may write, who may only read, who sees nothing; service accounts."""

import time

import wandb
from checks import ENTITY, check, equal, main, newer, once, raises
from people import Person, Service, put

TEAM = "crew"
PROJECT = "shared"

LOGS = f"""
    with wandb.init(entity="{TEAM}", project="{PROJECT}") as run:
        run.log({{"loss": 0.5}})
    print(json.dumps(run.id))
"""


def reads(run):
    return f"""
        run = wandb.Api().run("{TEAM}/{PROJECT}/{run}")
        print(json.dumps([run.summary["loss"], [row["loss"] for row in run.scan_history()]]))
    """


@once
def team():
    return wandb.Api().create_team(TEAM)


@once
def mona():
    """A member, invited by the client."""
    person = Person("mona")
    equal(team().invite("mona"), True)
    return person


@once
def vera():
    """Whose role is that of a viewer, which the client has no call for."""
    person = Person("vera")
    team()
    put(f"teams/{TEAM}/members/vera", role="viewer")
    return person


@once
def stranger():
    return Person("stranger")


@once
def robot():
    team()
    return Service(TEAM, "robot")


@once
def run():
    """The id of a run of the team, logged by its member."""
    return mona().does(LOGS)


@check
def a_team_is_made_and_lists_its_members():
    mona(), vera()
    found = wandb.Api().team(TEAM)
    equal(found.is_team, True)
    listed = {member.username: member for member in found.members}
    assert {ENTITY, "mona", "vera"} <= set(listed), listed
    equal(listed["mona"].account_type, "USER")


@check
def an_invitation_that_cannot_be_is_refused():
    if newer("0.19"):
        equal(team().invite("nobody-of-this-name"), False)
    else:
        raises(wandb.errors.CommError, lambda: team().invite("nobody-of-this-name"))


@check
def a_member_writes_and_reads():
    equal(mona().does(reads(run())), [0.5, [0.5]])
    found = wandb.Api().run(f"{TEAM}/{PROJECT}/{run()}")
    equal((found.entity, found.user.username), (TEAM, "mona"))


@check
def a_viewer_reads():
    equal(vera().does(reads(run())), [0.5, [0.5]])


def refused(person, program, *words):
    """The client is told at once, and gives up: it would repeat for minutes what it takes for an outage."""
    begun = time.monotonic()
    said = person.fails(program)
    assert time.monotonic() - begun < 45, f"after {time.monotonic() - begun:.0f} s: {said}"
    assert all(word in said for word in words), said


@check
def a_viewer_writes_nothing():
    run()
    refused(vera(), LOGS, TEAM)
    refused(
        vera(),
        f"""
        run = wandb.Api().run("{TEAM}/{PROJECT}/{run()}")
        run.tags = ["mine"]
        run.update()
        """,
    )
    refused(vera(), f"wandb.Api().run('{TEAM}/{PROJECT}/{run()}').delete()")
    equal(wandb.Api().run(f"{TEAM}/{PROJECT}/{run()}").tags, [])


@check
def a_stranger_sees_nothing_and_writes_nothing():
    refused(stranger(), reads(run()), "Could not find")
    refused(stranger(), f"len(wandb.Api().runs('{TEAM}/{PROJECT}'))")
    refused(stranger(), LOGS, TEAM)
    equal(stranger().does(f"print(json.dumps([each.name for each in wandb.Api().projects('{TEAM}')]))"), [])


@check
def a_service_account_writes_for_its_team_alone():
    robots = robot().does(LOGS)
    equal(wandb.Api().run(f"{TEAM}/{PROJECT}/{robots}").summary["loss"], 0.5)
    refused(robot(), f"wandb.init(entity='{ENTITY}', project='{PROJECT}')", ENTITY)


@check
def a_service_account_writes_in_the_name_of_a_member():
    mona()
    logged = robot().does(LOGS, WANDB_USERNAME="mona")
    equal(wandb.Api().run(f"{TEAM}/{PROJECT}/{logged}").user.username, "mona")


@check
def a_service_account_is_made_by_the_client():
    made = team().create_service_account("nightly builds")
    equal(made.account_type, "SERVICE")


@check
def who_is_taken_out_of_a_team_sees_nothing_more():
    leaver = Person("leaver")
    team().invite("leaver")
    equal(leaver.does(reads(run())), [0.5, [0.5]])
    member = next(each for each in wandb.Api().team(TEAM).members if each.username == "leaver")
    equal(member.delete(), True)
    refused(leaver, reads(run()), "Could not find")


@check
def artifacts_of_a_team_are_for_its_members():
    mona().does(
        f"""
        with wandb.init(entity="{TEAM}", project="{PROJECT}") as run:
            made = wandb.Artifact("data", "dataset")
            with made.new_file("a.txt") as file:
                file.write("bytes of the team")
            run.log_artifact(made).wait()
        print("null")
        """
    )
    downloads = f"""
        folder = wandb.Api().artifact("{TEAM}/{PROJECT}/data:v0").download(root="down")
        print(json.dumps(open(folder + "/a.txt").read()))
    """
    equal(vera().does(downloads), "bytes of the team")
    refused(stranger(), downloads)


@check
def an_administrator_makes_users_and_others_do_not():
    made = wandb.Api().create_user("newcomer@example.org")
    equal(wandb.Api().user("newcomer@example.org").username, made.username)
    refused(mona(), "wandb.Api().create_user('other@example.org').username")
    equal(wandb.Api().user("other@example.org"), None)


if __name__ == "__main__":
    main()
