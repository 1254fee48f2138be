"""The Textual app: a folder a screen, pieces that several screens use, and the backstage they load from.

Workers load and compute; they post messages and never touch a widget.
"""

import os

# "Report all keys" of the kitty protocol loses committed Chinese input in some terminals. Textual reads
# this when it is imported, so it has to stand before that.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
