"""A page that is nothing but the sidebar, and what tests ask of it."""

from streamlit.testing.v1 import AppTest


def page():
    import streamlit as st

    from ui.settings import session
    from ui.sidebar import controls, family

    if st.session_state.pop("given_up", False):  # by Streamlit, for a run that came after
        st.stop()
    settings, notices = session.restore()
    if not st.session_state.get("another_page"):
        controls.racers(settings)
        family.show(settings)
        controls.sliders()
        controls.more(settings)
        controls.reset()
    controls.lesson(settings)
    controls.show_notices(notices)
    if st.session_state.pop("given_up_late", False):
        st.stop()
    session.sync_address(settings)
    st.session_state["settings"], st.session_state["notices"] = settings, notices


def visit(**query):
    at = AppTest.from_function(page, default_timeout=60)  # no test is about time
    at.session_state["more"] = True
    for name, text in query.items():
        at.query_params[name] = text
    return run(at)


def run(page_or_widget):
    at = page_or_widget.run()
    assert not at.exception
    return at


def settings(at):
    return at.session_state["settings"]


def address(at):
    return {name: text if isinstance(text, str) else text[-1] for name, text in at.query_params.items()}


def captions(at):
    return [element.value.replace("\\", "") for element in (*at.caption, *at.text)]
