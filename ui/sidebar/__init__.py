"""The sidebar: the controls of a race, the family of optimizers, the search for a step size."""
