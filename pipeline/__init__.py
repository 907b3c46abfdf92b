"""What every package passes through. Nobody is told that we run.

This is imported before anything else of ours: onnxruntime and Prefect report home by default, and look at these
variables only once, when they are imported. Worker processes inherit them.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
os.environ["DO_NOT_TRACK"] = "1"
