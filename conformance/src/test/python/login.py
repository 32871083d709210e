"""Signing in with a key, and who one is then."""

import netrc
import os

import wandb
from checks import BASE, ENTITY, KEY, check, environment, equal, main, python, raises

WRONG = "0" * 40


@check
def login_accepts_the_key():
    equal(wandb.login(key=KEY, host=BASE, verify=True, relogin=True), True)


@check
def login_refuses_a_wrong_key():
    failure = raises(wandb.errors.AuthenticationError, lambda: wandb.login(key=WRONG, host=BASE, verify=True, relogin=True))
    assert WRONG not in str(failure), "the message shows the key"


@check
def the_command_login_writes_the_netrc_file():
    home = os.path.join(os.environ["HOME"], "login")
    os.makedirs(home)
    with environment(HOME=home, WANDB_API_KEY=None, NETRC=os.path.join(home, ".netrc")):
        done = python("-m", "wandb", "login", "--verify", "--host", BASE, KEY)
    equal(done.returncode, 0, done.stdout + done.stderr)
    host = BASE.split("://")[1]
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
    with environment(WANDB_API_KEY=WRONG):
        raises(Exception, lambda: wandb.init(project="wrong-key", settings=wandb.Settings(api_key=WRONG, init_timeout=20)))


@check
def wandb_status_names_the_server():
    done = python("-m", "wandb", "status")
    equal(done.returncode, 0, done.stderr)
    assert BASE in done.stdout + done.stderr, done.stdout + done.stderr


if __name__ == "__main__":
    main()
