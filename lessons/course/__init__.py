"""The ten lessons, in order: predict, run, check. Adding one is adding a record."""

from lessons.course.beyond import beyond_bowls
from lessons.course.fairness import a_fair_race
from lessons.course.lengths import it_never_settles, the_first_step
from lessons.course.limits import the_edge, the_ravine
from lessons.course.memory import adagrads_clock, what_rho_remembers
from lessons.course.noise import what_forgetting_costs
from lessons.course.turning import stretch_and_turn
from optim.checks import Registry

LESSONS = Registry(
    "lesson",
    {
        lesson.name: lesson
        for lesson in (
            *(the_edge, the_ravine, adagrads_clock, what_rho_remembers),
            *(the_first_step, it_never_settles, stretch_and_turn),
            *(beyond_bowls, what_forgetting_costs, a_fair_race),
        )
    },
)
