"""Role-play with difficult customers: hear the trainee, move the customer, explain every point.

Layers, each importing only from those above it in this list:

- `content`    what authors write (personas, scenarios, rubrics) and how it is read
- `hearing`    from typed words to dialogue acts with evidence
- `scoring`    rubrics applied to heard turns
- `customer`   the persona's state machine, mood, memory and reply
- `practice`   a round as an append-only list of events
- `records`, `authoring`, `pairs`   what is built on rounds
- `screens`    the Textual app
- `cli`        the commands
"""

__version__ = "0.1.0"
