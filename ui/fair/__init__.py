"""The fair race: its settings, its controls, and what is sent to the browser, which runs it."""
