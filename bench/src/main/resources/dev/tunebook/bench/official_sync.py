"""The official integration on some jobs, twice, with its own time for each."""

import sys
import time

from wandb.integration.openai.fine_tuning import WandbLogger

for turn in ("first", "second"):
    for job in sys.argv[1:]:
        begun = time.monotonic()
        said = WandbLogger.sync(fine_tune_job_id=job, project="official")
        print(turn, job, f"{time.monotonic() - begun:.2f} s: {said}", flush=True)
