"""Pages share their races, and hold none of their own."""

import gc
import weakref

from tests.ui.messages import page
from ui import races
from ui.settings.address import from_query
from ui.settings.record import DEFAULT
from ui.shared import Cache


def test_an_open_page_holds_no_race(monkeypatch):
    """No fragment's argument, no callback, no session: once the cache lets go of it, it is gone."""
    kept = Cache(races.LARGEST)
    monkeypatch.setattr(races, "_kept", kept)
    query = {"n_iter": "77", "step_size": "0.033"}
    app = page(query)
    app.session_state["take"] = app.session_state["iterates"] = True  # the menu of files, and the table
    app.run()
    assert not app.exception
    settings, _ = from_query(query)
    race = weakref.ref(kept.find(races.race_alone(settings))["gd"])
    assert race() is not None
    kept.keep("another", "race", races.LARGEST)
    gc.collect()
    assert race() is None
    app.select_slider(key="rho").set_value(0.9).run()
    assert not app.exception


def test_a_race_counts_with_all_that_is_worked_out_from_it(monkeypatch):
    kept = Cache(races.LARGEST)
    monkeypatch.setattr(races, "_kept", kept)
    found = races.race_of(DEFAULT)
    worked_out = ("value", "gradient", "effective_step", "distance", "best", "iterates")
    arrays = [getattr(run, name) for run in found.values() for name in worked_out]
    arrays += [array for run in found.values() for array in run.records.values()]
    assert sum(array.nbytes for array in arrays) <= kept.size
