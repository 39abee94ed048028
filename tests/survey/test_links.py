"""A link's secret: long, different each time, and kept only as its hash."""

import hashlib

import pytest

from osaamistase.survey.links import looks_like_token, new_token, token_hash

TOKEN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM-_09"


def test_every_token_is_new_and_looks_like_one() -> None:
    tokens = {new_token() for _ in range(200)}
    assert len(tokens) == 200
    assert all(looks_like_token(token) for token in tokens)


def test_a_token_carries_256_bits_in_the_letters_of_an_address() -> None:
    assert len(TOKEN) == 43
    assert looks_like_token(TOKEN)
    letters = {letter for _ in range(200) for letter in new_token()}
    assert len(letters) == 64  # six bits a letter, all of them in use


@pytest.mark.parametrize(
    "text",
    ["", "17", TOKEN[:-1], TOKEN + "a", TOKEN + "\n", *(TOKEN[:-1] + last for last in "\nä/=")],
)
def test_anything_else_does_not_look_like_a_token(text: str) -> None:
    assert not looks_like_token(text)


def test_only_the_hash_is_kept_and_it_is_the_same_each_time() -> None:
    assert token_hash(TOKEN) == hashlib.sha256(TOKEN.encode()).hexdigest()
    assert TOKEN not in token_hash(TOKEN)
    assert token_hash(TOKEN) != token_hash(TOKEN[::-1])
