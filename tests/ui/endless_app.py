"""A script that runs until nobody waits for it; the server prints what ended it."""

import time

from streamlit.runtime.scriptrunner import RerunException, StopException

from ui.streamlit_private import checkpoint

print("running", flush=True)
try:
    while True:
        checkpoint()
        time.sleep(0.01)
except (RerunException, StopException) as error:
    print("ended by", type(error).__name__, flush=True)
    raise
