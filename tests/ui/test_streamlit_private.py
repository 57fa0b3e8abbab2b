"""Streamlit's private parts are as they are taken here; a failure names what an upgrade has changed."""

import inspect
from types import SimpleNamespace

import pytest
from streamlit.proto.Common_pb2 import StringArray
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime import app_session
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.scriptrunner import RerunData, RerunException, StopException
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests, ScriptRequestType
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.session_state import SessionState
from streamlit.testing.v1 import AppTest

from ui import streamlit_private
from ui.streamlit_private import runs, session_message, theme

WIDGET = "$$ID-hash-slider"
READ_THEME = theme._read
OPTIONS = {"slow": 1, "fast": 2}


def page():
    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    from ui.settings import session, widgets
    from ui.streamlit_private import fragment_id, uninterrupted

    class GivenUpError(Exception):
        pass

    def give_up():
        raise GivenUpError

    def part():
        st.session_state["part"] = fragment_id()

    st.session_state["page"] = fragment_id()
    st.fragment(part)()
    session.restore()
    st.session_state["rho"] = 0.5
    state = get_script_run_ctx().session_state
    interrupt = state._yield_callback
    object.__setattr__(state, "_yield_callback", give_up)  # as where another run waits
    try:
        with uninterrupted():
            st.session_state["made"] = True
        session.change(rho=0.9)
        widgets.show("rho", 0.9)
        st.session_state["not made"] = True
    except GivenUpError:
        pass
    finally:
        object.__setattr__(state, "_yield_callback", interrupt)


def test_a_change_is_made_as_a_whole_where_another_run_waits():
    at = AppTest.from_function(page, default_timeout=60).run()
    assert not at.exception
    assert at.session_state["made"]
    assert at.session_state["_settings"].rho == at.session_state["rho"] == 0.9
    assert "not made" not in at.session_state, "elsewhere Streamlit gives up a run at each access"


def test_a_part_of_the_page_is_told_from_the_page():
    at = AppTest.from_function(page, default_timeout=60).run()
    assert at.session_state["page"] is None
    assert isinstance(at.session_state["part"], str)


def test_outside_of_a_run_nothing_is_asked():
    with streamlit_private.uninterrupted():
        assert not streamlit_private.is_history_navigation()


def test_a_context_has_what_a_checkpoint_asks_for():
    fields = ScriptRunContext.__dataclass_fields__
    assert {"script_requests", "yield_check", "is_history_navigation", "fragment_storage"} <= fields.keys()
    assert hasattr(ScriptRunContext, "fragment_ids_this_run") or "fragment_ids_this_run" in fields


def test_requests_have_a_state_and_what_is_to_run():
    assert {"_state", "_rerun_data"} <= vars(ScriptRequests()).keys()


def test_back_stays_back_where_another_request_joins_it():
    streamlit_private.patch_streamlit()
    requests = ScriptRequests()
    assert requests.request_rerun(RerunData(query_string="rho=0.9", is_history_navigation=True))
    assert requests.request_rerun(RerunData(query_string="rho=0.9"))
    joined = requests.on_scriptrunner_ready().rerun_data
    assert joined.is_history_navigation and joined.query_string == "rho=0.9"
    assert requests.request_rerun(RerunData(query_string="rho=0.5"))
    assert not requests.on_scriptrunner_ready().rerun_data.is_history_navigation, "nor any later one"


def test_what_is_changed_after_back_is_told_from_what_was_before(monkeypatch):
    streamlit_private.patch_streamlit()
    requests = ScriptRequests()
    context = SimpleNamespace(script_requests=requests)
    monkeypatch.setattr(runs, "get_script_run_ctx", lambda **_: context)
    before = {"$$ID-a1-rho": 3, "$$ID-b2-seed": 1}
    requests.request_rerun(RerunData(widget_states=sent(before)))
    requests.request_rerun(RerunData(widget_states=sent(before), is_history_navigation=True))
    assert streamlit_private.changed_since_navigation() == set()
    requests.request_rerun(RerunData(widget_states=sent({**before, "$$ID-b2-seed": 7})))
    assert streamlit_private.changed_since_navigation() == {"seed"}
    assert streamlit_private.changed_since_navigation() == set(), "told once"


def sent(values: dict[str, int]) -> WidgetStates:
    return WidgetStates(widgets=[WidgetState(id=name, int_value=value) for name, value in values.items()])


def test_messages_enter_where_they_are_looked_at():
    called = inspect.getsource(SessionState.on_script_will_rerun)
    assert "self.set_widgets_from_proto(" in called


def running(fragments: list[str], pending: RerunData | None) -> SimpleNamespace:
    requests = ScriptRequests()
    requests.request_rerun(RerunData())
    requests.on_scriptrunner_ready()  # the script runs
    if pending:
        requests.request_rerun(pending)
    return SimpleNamespace(
        script_requests=requests,
        yield_check=lambda: None,
        fragment_ids_this_run=fragments,
        fragment_storage=drawn(),
    )


def drawn() -> MemoryFragmentStorage:
    """The runs, which are drawn within the race."""
    storage = MemoryFragmentStorage()
    storage.register("race", lambda: None)
    storage.register("runs", lambda: None, parent_fragment_id="race")
    return storage


@pytest.fixture
def context(monkeypatch):
    def put(*made_of) -> SimpleNamespace:
        context = running(*made_of)
        monkeypatch.setattr(streamlit_private.runs, "get_script_run_ctx", lambda **options: context)
        return context

    return put


@pytest.mark.parametrize("asked", ["runs", "race"])
def test_a_fragment_gives_way_to_a_newer_run_of_itself_or_of_what_holds_it(context, asked):
    requests = context(["runs"], RerunData(fragment_id=asked, query_string="newer")).script_requests
    with pytest.raises(RerunException) as ended:
        streamlit_private.checkpoint()
    assert ended.value.rerun_data.query_string == "newer"
    assert requests._state == ScriptRequestType.CONTINUE


@pytest.mark.parametrize(("fragments", "pending"), [(["race"], "runs"), (["race"], "table"), ([], "race")])
def test_a_run_does_not_give_way_to_less_than_itself(context, fragments, pending):
    context(fragments, RerunData(fragment_id=pending))
    streamlit_private.checkpoint()


def test_nothing_pending_nothing_ends(context):
    context(["race"], None)
    streamlit_private.checkpoint()


def test_what_streamlit_itself_ends_is_ended(context):
    def stop():
        raise StopException

    context([], None).yield_check = stop
    with pytest.raises(StopException):
        streamlit_private.checkpoint()


def read(labels) -> int:
    return OPTIONS[labels[0]] if labels else 1


def metadata() -> WidgetMetadata:
    return WidgetMetadata(
        id=WIDGET,
        deserializer=read,
        serializer=lambda value: [label for label, number in OPTIONS.items() if number == value],
        value_type="string_array_value",
    )


def message(**value) -> WidgetStates:
    return WidgetStates(widgets=[WidgetState(id=WIDGET, **value)])


GOOD = {"string_array_value": StringArray(data=["fast"])}
BAD = [
    {"string_value": "fast"},
    {"int_value": 3},
    {"json_value": "{"},
    {"string_array_value": StringArray(data=["sideways"])},
]


@pytest.mark.parametrize("bad", BAD)
def test_a_widget_keeps_its_value_when_a_message_is_bad(bad):
    streamlit_private.patch_streamlit()
    state = SessionState()
    state.register_widget(metadata(), "slider")
    state.on_script_will_rerun(message(**GOOD))
    assert state["slider"] == 2
    state.on_script_will_rerun(message(**bad))
    assert state["slider"] == 2
    assert state.register_widget(metadata(), "slider").value == 2
    state.on_script_will_rerun(message(string_array_value=StringArray(data=["slow"])))
    assert state["slider"] == 1


@pytest.mark.parametrize("bad", BAD)
def test_a_new_widget_has_its_default_when_the_message_before_it_was_bad(bad):
    streamlit_private.patch_streamlit()
    state = SessionState()
    state.on_script_will_rerun(message(**bad))
    assert state.register_widget(metadata(), "slider").value == 1
    state.on_script_will_rerun(message(**GOOD))
    assert state["slider"] == 2


def test_a_first_choice_is_taken_though_the_run_of_before_did_not_come_to_its_widget():
    """Two clicks follow each other: the run of the first is given up for that of the second."""
    streamlit_private.patch_streamlit()
    state = SessionState()
    state.register_widget(metadata(), "slider")
    state.on_script_will_rerun(message())  # another widget was touched: this one has no value yet
    assert state["slider"] == 1
    state.on_script_will_rerun(message(**GOOD))
    assert state["slider"] == 2
    state.on_script_will_rerun(message(string_value="fast"))
    assert state["slider"] == 2, "and its type is still known"


def test_the_theme_is_what_streamlit_reads_and_read_once(monkeypatch):
    streamlit_private.patch_streamlit()
    made, asked = [], "_populate_theme_msg(msg.new_session.custom_theme.light"
    assert asked in "".join(inspect.getsource(session_message._create).split())
    for _ in range(2):
        made.append(CustomThemeConfig(light=CustomThemeConfig(body_font="of another section")))
        app_session._populate_theme_msg(made[-1], "theme.light")
        monkeypatch.setattr(theme, "_read", None)
    expected = CustomThemeConfig(light=CustomThemeConfig(body_font="of another section"))
    READ_THEME(expected, "theme.light")
    assert made == [expected, expected]
