"""Too much at once is told of on a page, and heard out first, so that the page arrives."""

from io import BytesIO

import pytest
from flask import Flask


@pytest.mark.parametrize(("sent", "read"), [(1_500_000, 1_500_000), (5_000_000, 2_097_152)])
def test_what_is_too_much_is_read_as_far_as_a_proxy_lets_it_through(app: Flask, sent: int, read: int) -> None:
    body = BytesIO(b"email=" + b"x" * (sent - 6))
    answer = app.test_client().post(
        "/kirjaudu", input_stream=body, content_length=sent, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 413
    assert "Lähetit liian paljon kerralla" in answer.get_data(as_text=True)
    assert body.tell() == read
