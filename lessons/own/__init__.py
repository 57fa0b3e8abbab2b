"""Lessons of one's own: a JSON file, read with care. It holds no code, and what is amiss in it is a sentence.

{"format": "descent-lab-lesson", "version": 1, "title", "about", "claim", "remember", "source",
"misconceptions", "minutes", "steps": [{"question", "runs", "measured", "ask", "answer", "explains",
"reasons", "change", "slider"}]}; docs/own-lesson.json is an example, and the README says what each may be.
"""

import json
from hashlib import blake2b

from lessons.own.ask import read_ask
from lessons.own.facts import POINT, Measured, read_condition, read_fact
from lessons.own.reader import LINE, LessonError, Reader
from lessons.own.runs import MOST_ITERATIONS, read_run
from lessons.own.slider import read_slider
from lessons.record import Lesson, Reason, Step
from lessons.words import names_in

__all__ = ["PREFIX", "LessonError", "read_lesson"]

FORMAT, VERSION = "descent-lab-lesson", 1
PREFIX = "own-"  # of their names
LARGEST = 200_000  # bytes
MOST_STEPS, MOST_RUNS, MOST_FACTS = 12, 6, 30
TEXT = 600  # characters


def read_lesson(file: bytes | str) -> Lesson:
    """The lesson of a JSON file; LessonError, one sentence, for what is none."""
    read = Reader(_parsed(file), "")
    if read.get("format") != FORMAT or read.get("version") != VERSION:
        raise LessonError(f'This is no lesson: expected "format": "{FORMAT}" and "version": {VERSION}.')
    lesson = Lesson(
        name=PREFIX + _digest(file),
        title=read.text("title", LINE),
        about=read.text("about", LINE, ""),
        claim=read.text("claim", TEXT, ""),
        steps=tuple(_step(step, f"s{i}") for i, step in enumerate(read.objects("steps", 1, MOST_STEPS), 1)),
        misconceptions=_lines(read, "misconceptions"),
        remember=read.text("remember", LINE, ""),
        source=read.text("source", TEXT, ""),
        minutes=read.number("minutes", 1, 120, 8, whole=True),
    )
    read.finish()
    return lesson


def _digest(file: bytes | str) -> str:
    """What tells one file from another, in a name."""
    content = file if isinstance(file, bytes) else file.encode("utf-8", "surrogatepass")
    return blake2b(content, digest_size=6).hexdigest()


def _parsed(file: bytes | str):
    if len(file) > LARGEST:
        raise LessonError(f"The file is too large for a lesson: at most {LARGEST // 1000} kB.")
    try:
        text = file.decode("utf-8-sig") if isinstance(file, bytes) else file
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise LessonError(f"The file is not JSON: {where}: {error.msg}.") from error
    except (ValueError, RecursionError) as error:
        raise LessonError("The file is not JSON in UTF-8.") from error


def _lines(read: Reader, key: str) -> tuple[str, ...]:
    if key not in read.value:
        read.asked.add(key)
        return ()
    rows = read.rows(key, 0, 10)
    each = Reader({str(i): row for i, row in enumerate(rows, 1)}, f"‘{key}’")
    return tuple(each.text(i, LINE) for i in each.value)


def _step(read: Reader, name: str) -> Step:
    made = {run: read_run(part) for run, part in read.named("runs", MOST_RUNS).items()}
    runs, shown = {run: made[run][0] for run in made}, tuple(run for run in made if made[run][1])
    if sum(run.n_iter for run in runs.values()) > MOST_ITERATIONS:
        raise read.error(f"expected at most {MOST_ITERATIONS:,} iterations in all", "runs")
    facts = {fact: read_fact(part, runs) for fact, part in read.named("measured", MOST_FACTS).items()}
    numbers = {fact for fact, measured in facts.items() if measured.kind.gives != POINT}
    known, given, measured = _sorted(facts, shown)
    asked = Reader(read.get("ask"), f"{read.where}, ‘ask’")
    step = Step(
        name=name,
        text=read.template("question", TEXT),
        ask=read_ask(asked, runs, measured, numbers),
        answer=read.template("answer", TEXT),
        explains=read.template("explains", TEXT),
        reasons=tuple(_reason(reason, numbers) for reason in read.objects("reasons", 2, 2)),
        change=read.template("change", TEXT, ""),
        changes=read_slider(read, runs, shown, facts.values()),
        **{"runs": runs, "shown": shown, "known": known, "given": given, "measured": measured},
    )
    read.finish()
    _check_templates(read, step, facts)
    return step


def _sorted(facts: dict[str, Measured], shown: tuple[str, ...]):
    """What is known of the settings, what shown runs give, and what is measured after the commit."""
    known = {name: fact for name, fact in facts.items() if fact.kind.of_settings}
    given = {name: fact for name, fact in facts.items() if name not in known and fact.runs <= set(shown)}
    return known, given, {name: fact for name, fact in facts.items() if name not in known | given}


def _reason(read: Reader, numbers: set[str]) -> Reason:
    reason = Reason(
        read.text("text", LINE), read_condition(read, "holds", numbers), read.template("reply", TEXT)
    )
    read.finish()
    return reason


def _check_templates(read: Reader, step: Step, facts: dict[str, Measured]) -> None:
    """Each field is a fact, and the question's is known beforehand."""
    settings = {f"{name}.{key}" for name, run in step.runs.items() for key in run.settings()}
    before, after = settings | step.known.keys() | step.given.keys(), settings | facts.keys()
    texts = {
        "question": (step.text, before),
        "answer": (step.answer, after),
        "explains": (step.explains, after),
    }
    texts["change"] = step.change, after
    texts |= {f"reasons, reply {i}": (reason.reply, after) for i, reason in enumerate(step.reasons, 1)}
    for key, (template, known) in texts.items():
        for name in names_in(template):
            if name in facts and name not in known:
                raise read.error(
                    f"{{{name}}} is measured only after the commit, of a run that is not shown", key
                )
            if name not in known:
                raise read.error(f"{{{name}}} is no fact: expected one of {', '.join(sorted(known))}", key)
