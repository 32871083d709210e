"""A program that logs until it is stopped from afar: endless.py PROJECT RUN."""

import sys
import time

import wandb

with wandb.init(
    project=sys.argv[1], id=sys.argv[2], settings=wandb.Settings(x_file_stream_transmit_interval=0.5)
) as run:
    for step in range(3000):
        run.log({"step": step})
        time.sleep(0.1)
