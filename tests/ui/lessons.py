"""The place Lessons in Streamlit's own test of pages: what is done there, and what it says."""

import json
from pathlib import Path

from streamlit.testing.v1 import AppTest

from lessons import LESSONS
from tests.ui.messages import sent

APP = str(Path(__file__).parent / "lessons_app.py")
STEPS = [(lesson, step) for lesson in LESSONS.values() for step in lesson.steps]


def go(**query) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=60)
    for name, text in query.items():
        at.query_params[name] = text
    return run(at)


def run(page_or_widget) -> AppTest:
    at = page_or_widget.run()
    assert not at.exception
    return at


def scene(at: AppTest) -> dict:
    """What the stage of the lesson is sent."""
    return json.loads(sent(at, "lesson")["json"])


def text(at: AppTest) -> str:
    return " ".join(e.value.replace("\\", "") for e in (*at.markdown, *at.caption)) + " ".join(
        e.proto.body for e in at.get("html")
    )


def predict(at: AppTest, lesson: str, step: str, prediction) -> None:
    """Sets the widgets of a question."""
    key = f"lesson_{lesson}_{step}"
    kind = LESSONS[lesson].step(step).ask.kind
    if kind == "number":
        at.select_slider(key=f"{key}_number").set_value(prediction)
    elif kind == "point":
        for axis, value in zip("xy", prediction):
            at.number_input(key=f"{key}_{axis}").set_value(value)
    elif kind == "choice":
        at.radio(key=f"{key}_choice").set_value(prediction)
    elif kind == "several":
        for name in prediction:
            at.checkbox(key=f"{key}_{name}").check()
    else:
        for place, name in enumerate(prediction):
            at.selectbox(key=f"{key}_{place}").set_value(name)
    at.radio(key=f"{key}_because").set_value(0)


def committed(at: AppTest) -> AppTest:
    return run(at.button(key="lesson_commit").click())
