"""The arguments of most commands: words, punctuation and options."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lark import Token

from preview.spl.errors import UnsupportedError
from preview.spl.grammar import Node, parse, unquote
from preview.spl.options import Option, Options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from preview.spl.errors import SearchError
    from preview.spl.pipeline import Call


@dataclass(frozen=True)
class Word:
    """A word, a quoted text or a punctuation mark.

    :ivar text: without its quotation marks.
    :ivar position: where it stands in the typed search.
    :ivar offset: where it starts in the arguments of the command.
    """

    text: str
    position: int
    offset: int
    quoted: bool = False
    subsearch: bool = False

    def says(self, *keywords: str) -> bool:
        """Return whether it is one of some keywords or marks, in any case and not quoted."""
        return not self.quoted and self.text.lower() in keywords

    @property
    def whole(self) -> int | None:
        """The whole number that it is, None where it is none."""
        return int(self.text) if self.text.isascii() and self.text.isdigit() else None


class Arguments:
    """The arguments of one call, taken one after the other.

    :ivar options: those in ``name=value`` form, which may stand anywhere.
    :ivar words: the rest, in order.
    """

    def __init__(self, call: Call, options: Sequence[str] = ()) -> None:
        """Read the arguments of a call; ``options`` names the options that it may have."""
        self.call = call
        self.words: list[Word] = []
        self.options = Options(call, options)
        for item in read(call):
            if isinstance(item, Word):
                self.words.append(item)
            else:
                self.options.add(item)

    def error(self, message: str, word: Word | None = None) -> SearchError:
        """Make an error at a word, by default at the next one."""
        at = word or (self.words[0] if self.words else None)
        return self.call.error(message, at.position if at else None)

    def take(self, what: str) -> Word:
        """Remove and return the next word.

        :param what: names it in the error where there is none.
        """
        if not self.words:
            raise self.call.error(f"{what} is missing")
        return self.words.pop(0)

    def accept(self, *keywords: str) -> Word | None:
        """Remove and return the next word where it is one of some keywords."""
        return self.words.pop(0) if self.words and self.words[0].says(*keywords) else None

    def expect(self, *keywords: str) -> Word:
        """Remove and return the next word, which has to be one of some keywords."""
        found = self.accept(*keywords)
        if found is None:
            raise self.error(f"{' or '.join(keywords)} is missing here")
        return found

    def name(self, what: str = "a field name") -> str:
        """Remove the next word and return it as a field name."""
        word = self.take(what)
        if word.says(",", "(", ")", "=", "+", "-") or word.subsearch:
            raise self.error(f"{what} is missing before {word.text!r}", word)
        if word.text[0] in "+-" and not word.quoted:
            raise self.error(f"{word.text!r} is no name: write a name with a sign in quotes", word)
        return word.text

    def unsupported(
        self, what: str, word: Word | None = None, instead: str = ""
    ) -> UnsupportedError:
        """Make the refusal of something that Splunk has and the preview has not, at a word."""
        at = word or (self.words[0] if self.words else None)
        return self.call.unsupported(what, at.position if at else None, instead)

    def names(self, *, stop: Sequence[str] = ()) -> list[str]:
        """Remove and return field names up to a keyword; commas between them are optional."""
        found: list[str] = []
        while self.words and not self.words[0].says(*stop):
            if found:
                self.accept(",")
            found.append(self.name())
        return found

    def end(self) -> None:
        """Refuse words that are left."""
        if self.words:
            raise self.error(f"{self.words[0].text!r} is not expected here")

    def count(self) -> int | None:
        """Take the count that comes first or is the option limit, None for neither.

        :raises SearchError: it is given twice ("results in an error", Search Reference, head).
        """
        count = self.words[0].whole if self.words else None
        if count is None:
            return self.options.integer("limit", 0) if "limit" in self.options else None
        first = self.words.pop(0)
        if "limit" in self.options:
            raise self.error("the count is given twice: as a number and as limit=", first)
        return count


def read(call: Call) -> list[Word | Option]:
    """Return the options and words of a call in order."""
    tree = parse("arguments", "arguments", call.arguments, call.name)
    items: list[Word | Option] = []
    for child in tree.children:
        if isinstance(child, Token):
            items.append(_word(child, call))
        elif child.data == "option":
            items.append(option(child, call))
        else:
            items.append(_word(child.children[0], call))
    return items


def option(node: Node, call: Call) -> Option:
    """Read an option of the grammar."""
    key, value = node.children
    position = call.arguments.origin(key.start_pos)
    return Option(key.rstrip("= \t\n"), _word(value, call), position)


def _word(token: Token, call: Call) -> Word:
    offset = token.start_pos or 0
    position = call.arguments.origin(offset)
    if token.type == "STRING":
        return Word(unquote(token), position, offset, quoted=True)
    if token.type == "FIELD":
        # They are documented for expressions and for the fields of statistics only.
        message = f"{token} is not supported by the preview: write the name in double quotes"
        raise UnsupportedError(message, call.name, position)
    return Word(str(token), position, offset, subsearch=token.type == "SUBSEARCH")
