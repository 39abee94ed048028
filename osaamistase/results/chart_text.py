"""How long a text is in a picture and where it breaks: a drawing does not wrap its words by itself."""

WIDTH = 320.0  # of every picture, in drawing units
LINE = 17.0  # from one line of text to the next
_SIZE = 14.0
# Widths in parts of the size, of the bold face: a text is never longer than this says.
_WIDTHS = {" ": 0.2, **dict.fromkeys("ijlI.,:;'’|!", 0.31), **dict.fromkeys("frt-()/", 0.4)}
_WIDTHS |= dict.fromkeys("ABCDEFGHKNOPQRUXÅÄÖ&", 0.69) | dict.fromkeys("mwMW%–", 0.87)
_OTHER = 0.58
_VOWELS = "aeiouyåäö"


def width_of(text: str) -> float:
    """The most room `text` takes on one line, in drawing units."""
    return _SIZE * sum(_WIDTHS.get(letter, _OTHER) for letter in text)


def wrapped(text: str, room: float = WIDTH) -> tuple[str, ...]:
    """`text` in lines that fit in `room`. A word longer than a line is cut, with a hyphen where it is cut."""
    lines: list[str] = []
    for word in text.split():
        together = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(together) <= room:
            lines[-1] = together
        else:
            lines += _cut(word, room)
    return tuple(lines)


def _cut(word: str, room: float) -> list[str]:
    pieces = []
    while width_of(word) > room:
        places = [at for at in range(1, len(word) - 1) if width_of(word[:at] + "-") <= room]
        # Where a syllable may begin: at a consonant that a vowel follows.
        good = [at for at in places if word[at] not in _VOWELS and word[at + 1] in _VOWELS]
        at = max(good or places, default=1)
        pieces.append(word[:at] + "-")
        word = word[at:]
    return [*pieces, word]
