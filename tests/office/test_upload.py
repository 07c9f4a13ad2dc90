"""Statements sent to a learning record store, which is a small server of these tests."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from game.office.upload import BATCH, TRIES, RecordStore, Sent, UploadError, store_at, upload
from tests.commands import sixty

Answer = Callable[[list[dict[str, Any]]], int]


class Lrs:
    """A store that answers as it is told, and remembers what it took."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, Any]] = {}
        self.asked: list[tuple[str, int]] = []
        self.headers: list[dict[str, str]] = []
        self.answers: list[int | str] = []
        """What it answers next, before it answers as it should; `hang` keeps silent."""
        self.identical = 409
        """What an id that is there gets: some stores say 409, others 204."""
        lrs = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                lrs.headers.append(dict(self.headers))
                status = lrs.take(body)
                self._end(status)

            def do_GET(self) -> None:
                wanted = parse_qs(urlsplit(self.path).query)["statementId"][0]
                lrs.asked.append(("GET", 1))
                self._end(200 if wanted in lrs.kept else 404)

            def _end(self, status: int | None) -> None:
                if status is None:
                    self.close_connection = True
                    return
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=[0.01])
        self._thread.start()

    def take(self, batch: list[dict[str, Any]]) -> int | None:
        self.asked.append(("POST", len(batch)))
        if self.answers:
            told = self.answers.pop(0)
            return None if isinstance(told, str) else told
        if any(one["id"] in self.kept for one in batch):
            return self.identical
        self.kept |= {one["id"]: one for one in batch}
        return 200

    @property
    def address(self) -> str:
        return f"http://ana:hush%21@127.0.0.1:{self._server.server_port}/xapi/"

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def lrs() -> Iterator[Lrs]:
    server = Lrs()
    yield server
    server.close()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def send(lrs: Lrs, waits: list[float]) -> Callable[[int], Sent]:
    def sent(count: int) -> Sent:
        statements = [{"id": f"id-{number}"} for number in range(count)]
        return upload(store_at(lrs.address), statements, sleep=waits.append, patience=5)

    return sent


def test_statements_go_in_batches_with_the_version_and_the_password(
    lrs: Lrs, send: Callable[[int], Sent]
) -> None:
    assert send(2 * BATCH + 1) == Sent(2 * BATCH + 1, 0)
    assert lrs.asked == [("POST", BATCH), ("POST", BATCH), ("POST", 1)]
    assert lrs.headers[0]["X-Experience-API-Version"] == "1.0.3"
    assert lrs.headers[0]["Authorization"] == "Basic YW5hOmh1c2gh"


@pytest.mark.parametrize("trouble", [[500], [503, 429], ["hang"], [502, "hang", 500, 504]])
def test_a_store_in_trouble_is_asked_again_after_longer_and_longer_waits(
    lrs: Lrs, send: Callable[[int], Sent], waits: list[float], trouble: list[int | str]
) -> None:
    lrs.answers = list(trouble)
    assert send(3) == Sent(3, 0)
    assert waits == [1.0, 2.0, 4.0, 8.0][: len(trouble)]
    assert len(lrs.kept) == 3


def test_a_store_that_says_204_to_what_it_has_is_believed(
    lrs: Lrs, send: Callable[[int], Sent]
) -> None:
    lrs.identical = 204
    send(3)
    assert send(3) == Sent(3, 0)


def test_a_store_that_says_409_is_asked_for_each_id_and_sent_the_missing_ones_singly(
    lrs: Lrs, send: Callable[[int], Sent]
) -> None:
    send(2)
    lrs.asked.clear()
    assert send(4) == Sent(2, 2)
    assert lrs.asked == [("POST", 4), *[("GET", 1)] * 3, ("POST", 1), ("GET", 1), ("POST", 1)]
    assert send(4) == Sent(0, 4)
    assert set(lrs.kept) == {f"id-{number}" for number in range(4)}


def test_a_statement_that_somebody_else_sent_meanwhile_is_known_and_not_new(
    lrs: Lrs, send: Callable[[int], Sent]
) -> None:
    lrs.answers = [409, 409]
    assert send(1) == Sent(0, 1)
    assert lrs.asked == [("POST", 1), ("GET", 1), ("POST", 1)]


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (400, "did not understand"),
        (401, "see the user and password"),
        (403, "let this user write"),
        (404, "see the path"),
        (301, "answers 301"),
    ],
)
def test_what_asking_again_cannot_mend_is_said_at_once_without_the_password(
    lrs: Lrs, send: Callable[[int], Sent], waits: list[float], status: int, told: str
) -> None:
    lrs.answers = [status]
    with pytest.raises(UploadError, match=told) as caught:
        send(1)
    assert not any(secret in str(caught.value) for secret in ("hush", "YW5hOmh1c2gh"))
    assert waits == []


def test_a_store_that_stays_in_trouble_is_given_up_with_a_sentence(
    lrs: Lrs, send: Callable[[int], Sent], waits: list[float]
) -> None:
    lrs.answers = [500] * TRIES
    with pytest.raises(UploadError, match="5 times one after another") as caught:
        send(1)
    assert len(waits) == TRIES - 1
    assert "sending everything again is harmless" in str(caught.value)


def test_nobody_at_the_address_is_a_sentence() -> None:
    nobody = RecordStore(False, "127.0.0.1", 1, "", None)
    with pytest.raises(UploadError, match="cannot be reached"):
        upload(nobody, [{"id": "x"}], sleep=lambda _: None)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "lrs.example",
        "ftp://lrs.example",
        "https://",
        "https://a:b@h:port/",
        "http://a:b@lrs.example/",
    ],
)
def test_an_address_that_will_not_do_is_refused_without_telling_its_password(address: str) -> None:
    with pytest.raises(UploadError) as caught:
        store_at(address)
    assert "a:b" not in str(caught.value)


@pytest.mark.usefixtures("shop_home")
def test_the_log_is_sent_once_however_often_it_is_sent(lrs: Lrs) -> None:
    there = {"SIXTY_XAPI": lrs.address}
    first = sixty("export", "xapi", "--unjudged", "--upload", env=there)
    assert first.returncode == 0, first.stderr
    count = len(lrs.kept)
    assert f"Sent {count} statements; 0 were there already." in first.stderr
    again = sixty("export", "xapi", "--unjudged", "--upload", env=there)
    assert f"Sent 0 statements; {count} were there already." in again.stderr
    lrs.answers = [401]
    refused = sixty("export", "xapi", "--unjudged", "--upload", env=there)
    assert refused.returncode == 2
    assert "hush" not in first.stderr + again.stderr + refused.stderr
