"""A program that logs until it is stopped from afar: endless.py PROJECT RUN."""

import signal
import sys
import time

import wandb
from checks import soon_sent

# The client stops a program by the interrupt signal, which a shell's background jobs are born ignoring.
signal.signal(signal.SIGINT, signal.default_int_handler)

with wandb.init(
    project=sys.argv[1], id=sys.argv[2], settings=soon_sent(0.5)
) as run:
    for step in range(3000):
        run.log({"step": step})
        time.sleep(0.1)
