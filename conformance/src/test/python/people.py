"""People beside the one who runs the checks: made through the administrator's API, they act in processes of their own."""

import json
import textwrap
import urllib.error
import urllib.parse
import urllib.request

from checks import BASE, KEY, python


def asked(method, path, body=None, key=KEY):
    """Status and answer of one request, as the web app or a script would send it."""
    request = urllib.request.Request(
        BASE + path,
        None if body is None else json.dumps(body).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {key}"},
        method=method,
    )
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.loads(refusal.read() or b"null")


def put(path, **body):
    status, answer = asked("PUT", "/admin/v1/" + urllib.parse.quote(path), body)
    assert status in (200, 201), (path, status, answer)
    return answer


def graphql(query, key=KEY, **variables):
    """The data; what the official client has no call for."""
    status, answer = asked("POST", "/graphql", {"query": query, "variables": variables}, key)
    assert status == 200 and not answer.get("errors"), (status, answer)
    return answer["data"]


class Person:
    """Somebody with an account and a key."""

    def __init__(self, name):
        self.name = name
        self.key = f"{name}-".ljust(60, "0")
        put(f"users/{name}", apiKey=self.key)

    def does(self, program, **changes):
        """What the program, which ends by printing it as JSON, found."""
        done = self.tries(program, **changes)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def fails(self, program, **changes):
        """What was said when the program ended with an exception."""
        done = self.tries(program, **changes)
        assert done.returncode != 0, f"nothing was refused: {done.stdout}"
        return done.stdout + done.stderr

    def tries(self, program, **changes):
        """Whatever comes of it; an older client hears of some refusals only after its run has ended, and goes on."""
        begin = "import json, wandb\n"
        return python("-c", begin + textwrap.dedent(program), WANDB_API_KEY=self.key, **changes)


class Service(Person):
    """A service account of a team."""

    def __init__(self, team, name):
        self.name = name
        self.key = f"{name}-".ljust(60, "1")
        put(f"teams/{team}/serviceAccounts/{name}", apiKey=self.key)
