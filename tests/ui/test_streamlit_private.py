"""What `ui.streamlit_private` takes of Streamlit's private parts: after an upgrade this says what is gone."""

from streamlit.testing.v1 import AppTest

from ui import streamlit_private


def page():
    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    from ui import session, widgets
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
