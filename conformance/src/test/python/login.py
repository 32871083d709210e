"""Signing in with a key, and who one is then."""

import netrc
import os

import wandb
from checks import BASE, ENTITY, KEY, check, environment, equal, main, newer, python

WRONG = "0" * 40


@check
def login_accepts_the_key():
    equal(wandb.login(key=KEY, host=BASE, verify=True, relogin=True), True)


def with_wrong_key(program):
    """A process of its own that knows no other key, and has to fail; an older client keeps the first answer it got."""
    home = os.path.join(os.environ["HOME"], "wrong")
    os.makedirs(home, exist_ok=True)
    done = python("-c", f"import wandb; {program}", HOME=home, NETRC=os.path.join(home, ".netrc"), WANDB_API_KEY=WRONG)
    said = done.stdout + done.stderr
    assert done.returncode != 0, said
    return said


@check
def login_refuses_a_wrong_key():
    said = with_wrong_key(f"wandb.login(key='{WRONG}', host='{BASE}', verify=True, relogin=True)")
    assert "wandb.errors" in said and "AuthenticationError" in said, said
    # The traceback shows the program, which has the key; the message must not.
    assert WRONG not in said.splitlines()[-1], "the message shows the key"


@check
def the_command_login_writes_the_netrc_file():
    home = os.path.join(os.environ["HOME"], "login")
    os.makedirs(home)
    with environment(HOME=home, WANDB_API_KEY=None, NETRC=os.path.join(home, ".netrc")):
        done = python("-m", "wandb", "login", "--verify", "--host", BASE, KEY)
    equal(done.returncode, 0, done.stdout + done.stderr)
    # Older clients leave the port out.
    host = BASE.split("://")[1] if newer("0.19") else BASE.split("://")[1].split(":")[0]
    equal(netrc.netrc(os.path.join(home, ".netrc")).authenticators(host)[2], KEY)


@check
def the_command_login_refuses_a_wrong_key():
    with environment(HOME=os.environ["HOME"] + "/refused", WANDB_API_KEY=None, NETRC=os.environ["HOME"] + "/refused"):
        done = python("-m", "wandb", "login", "--verify", "--host", BASE, WRONG)
    assert done.returncode != 0, done.stdout + done.stderr


@check
def the_viewer_is_the_holder_of_the_key():
    viewer = wandb.Api().viewer
    equal(viewer.username, ENTITY)
    assert ENTITY in viewer.teams, viewer.teams
    equal(wandb.Api().default_entity, ENTITY)


@check
def a_wrong_key_is_told_when_a_run_begins():
    with_wrong_key("wandb.init(project='wrong-key', settings=wandb.Settings(init_timeout=20))")


@check
def wandb_status_names_the_server():
    done = python("-m", "wandb", "status")
    equal(done.returncode, 0, done.stderr)
    assert BASE in done.stdout + done.stderr, done.stdout + done.stderr


if __name__ == "__main__":
    main()
