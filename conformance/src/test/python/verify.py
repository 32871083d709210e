"""The client's own judgement of a server: wandb verify, whose every line is a check.

It also wants https, which stands in front of a server, and sweeps, which this server does not have yet.
"""

from checks import BASE, check, main, once, python


@once
def judged():
    done = python("-m", "wandb", "verify", "--host", BASE)
    lines = [line.split("...", 1) for line in done.stdout.splitlines() if "......" in line]
    return {what: verdict.endswith("\u2705") for what, verdict in lines}, done.stdout + done.stderr


def content_with(what):
    verdicts, said = judged()
    assert verdicts.get(what), said


@check
def verify_sees_that_one_is_logged_in():
    content_with("Checking if logged in")


@check
def verify_uploads_by_signed_address():
    content_with("Checking signed URL upload")


@check
def verify_sends_ten_megabytes():
    content_with("Checking ability to send large payloads through proxy")


@check
def verify_may_read_files_from_a_page():
    content_with("Checking CORs configuration of the bucket")


@check
def verify_finds_the_client_new_enough():
    content_with("Checking wandb package version is up to date")


@check
def verify_reads_metrics_and_a_file_back():
    content_with("Checking logged metrics, saving and downloading a file")


@check
def verify_saves_and_downloads_artifacts():
    content_with("Checking artifact save and download workflows")


if __name__ == "__main__":
    main()
