"""One fragment answers for another; a failure names what an upgrade of Streamlit has changed."""

import inspect
from types import SimpleNamespace

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.scriptrunner import RerunException

from ui import streamlit_private
from ui.streamlit_private import answers


@pytest.fixture
def storage() -> MemoryFragmentStorage:
    """A page that has drawn two fragments with a key and one without."""
    storage = MemoryFragmentStorage()
    for fragment, key in {"id of sliders": "sliders", "id of runs": "runs", "id of table": None}.items():
        storage.register(fragment, lambda: None, target_key=key)
    return storage


@pytest.fixture
def asked(storage, monkeypatch):
    """Asks a session to run a fragment again; gives the fragment that it runs."""

    def ask(fragment: str) -> str:
        state = ClientState(fragment_id=fragment)
        session = SimpleNamespace(_fragment_storage=storage, has_fragment=storage.contains)
        AppSession.request_rerun(session, state)
        return state.fragment_id

    streamlit_private.patch_streamlit()
    monkeypatch.setattr(answers, "_request_rerun", lambda session, state: None)
    return ask


def test_the_runs_answer_for_the_sliders_and_all_others_for_themselves(asked):
    fragments = ("id of sliders", "id of runs", "id of table", "")
    assert [asked(fragment) for fragment in fragments] == ["id of runs", "id of runs", "id of table", ""]


def test_what_was_not_drawn_yet_answers_for_nothing(asked, storage):
    storage.delete("id of runs")
    assert asked("id of sliders") == "id of sliders"


def test_a_change_in_a_part_that_a_restarted_server_does_not_know_runs_the_whole_page(asked):
    assert asked("id of another server") == ""


def test_a_session_asks_for_a_run_where_it_is_looked_at():
    assert "self.request_rerun(client_state)" in inspect.getsource(AppSession._handle_rerun_script_request)
    assert "client_state.fragment_id" in inspect.getsource(answers._request_rerun)


def test_a_fragment_is_run_in_place_of_another(storage, monkeypatch):
    made_of = {"query_string": "rho=0.9", "page_script_hash": "page", "cached_message_hashes": frozenset("h")}
    context = SimpleNamespace(fragment_storage=storage, context_info=None, **made_of)
    monkeypatch.setattr(answers, "get_script_run_ctx", lambda **options: context)
    with pytest.raises(RerunException) as ended:
        streamlit_private.run_instead("runs")
    assert ended.value.rerun_data.fragment_id_queue == ["id of runs"]
    assert {name: getattr(ended.value.rerun_data, name) for name in made_of} == made_of
    assert streamlit_private.fragments("nobody's") == []


def test_outside_of_a_run_there_are_no_fragments():
    assert streamlit_private.fragments("runs") == []
