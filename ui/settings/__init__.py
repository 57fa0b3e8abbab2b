"""What a visitor can set: the record, its parameters, and its two views, the address and the widgets."""
