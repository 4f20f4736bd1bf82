"""What a change to the content does, in words: two states of a site compared.

A state (``state``) is what was read and what follows from it. ``compare`` sets two of them side
by side, field by field (``fields``), claim by claim (``claims``) and study by study
(``studies``); ``words`` says it in sentences and ``report`` prints it. ``history`` folds the
comparison over many states. Nothing here knows where a state came from.
"""

from __future__ import annotations
