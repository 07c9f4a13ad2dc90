"""Statements to a learning record store: in batches, again where that may help, never twice.

Knows HTTP and the rules of xAPI 1.0.3 for it, and nothing of what a statement says. A password is
never part of a sentence.
"""

from __future__ import annotations

import base64
import http.client
import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import SplitResult, quote, unquote, urlsplit

BATCH = 50
TRIES = 5
PATIENCE_S = 30.0
_AGAIN = frozenset({408, 429, 500, 502, 503, 504})
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class UploadError(Exception):
    """The store did not take everything; the text is one plain sentence. What it took stays."""


@dataclass(frozen=True, slots=True)
class RecordStore:
    """Where a learning record store is, and who may write there."""

    https: bool
    host: str
    port: int | None
    path: str
    authorization: str | None

    @property
    def shown(self) -> str:
        """Its address without user and password."""
        scheme = "https" if self.https else "http"
        return f"{scheme}://{self.host}{f':{self.port}' if self.port else ''}{self.path}"


@dataclass(frozen=True, slots=True)
class Sent:
    """How many statements the store took now, and how many it had already."""

    new: int
    known: int


def store_at(address: str) -> RecordStore:
    """The store of an address `https://USER:PASSWORD@HOST/PATH`. Raises UploadError."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        parts, port = SplitResult("", "", "", "", ""), None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UploadError(
            "SIXTY_XAPI is not the address of a learning record store: write "
            "https://USER:PASSWORD@HOST/PATH, where PATH is what stands before /statements."
        )
    if parts.scheme == "http" and parts.hostname not in _HERE:
        raise UploadError(
            "SIXTY_XAPI begins with http://, which would send the password for anybody to read: "
            "write https://."
        )
    who = None
    if parts.username is not None:
        said = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
        who = "Basic " + base64.b64encode(said).decode()
    path = parts.path.rstrip("/").removesuffix("/statements")
    return RecordStore(parts.scheme == "https", parts.hostname, port, path, who)


def upload(
    store: RecordStore,
    statements: Iterable[dict[str, Any]],
    *,
    sleep: Callable[[float], None] = time.sleep,
    patience: float = PATIENCE_S,
    step: Callable[[int], None] = lambda _: None,
) -> Sent:
    """Send every statement. `step` is told how many are there so far.

    What cannot be reached or is too busy is asked again, up to five times, each wait twice the
    last. 409 means that an id is there already: some stores say so to a batch they have taken
    before. Then each id is looked up, and the missing ones are sent singly. Raises UploadError.
    """
    talk = _Talk(store, sleep, patience)
    new = known = 0
    for batch in _batches(statements):
        status = talk.post(batch)
        if status == 409:
            taken = [talk.post_missing(statement) for statement in batch]
            new += sum(taken)
            known += len(taken) - sum(taken)
        else:
            new += len(batch)
        step(new + known)
    return Sent(new, known)


def _batches(statements: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    left = iter(statements)
    while batch := list(islice(left, BATCH)):
        yield batch


class _Talk:
    def __init__(self, store: RecordStore, sleep: Callable[[float], None], patience: float) -> None:
        self._store = store
        self._sleep = sleep
        self._patience = patience
        self._headers = {
            "X-Experience-API-Version": "1.0.3",
            "Content-Type": "application/json",
            "Accept": "application/json",
        }
        if store.authorization is not None:
            self._headers["Authorization"] = store.authorization

    def post(self, batch: Sequence[dict[str, Any]]) -> int:
        """Send these: 200, 204 or 409."""
        body = json.dumps(batch, ensure_ascii=False).encode()
        return self._ask("POST", "/statements", body, (200, 204, 409))

    def post_missing(self, statement: dict[str, Any]) -> bool:
        """Send one, unless it is there; whether it was sent."""
        if (
            self._ask("GET", f"/statements?statementId={quote(statement['id'])}", None, (200, 404))
            == 200
        ):
            return False
        # 409 now: somebody else sent it meanwhile, or it was voided and may not come back.
        return self.post([statement]) != 409

    def _ask(self, method: str, path: str, body: bytes | None, fine: tuple[int, ...]) -> int:
        wait, told = 1.0, ""
        for left in range(TRIES - 1, -1, -1):
            try:
                status = self._once(method, path, body)
            except (OSError, http.client.HTTPException) as error:
                told = f"cannot be reached ({type(error).__name__})"
            else:
                if status in fine:
                    return status
                told = f"answers {status} {http.client.responses.get(status, '')}".rstrip()
                if status not in _AGAIN:
                    raise UploadError(self._sentence(told, status))
            if left:
                self._sleep(wait)
                wait *= 2
        raise UploadError(self._sentence(f"{told}, {TRIES} times one after another", None))

    def _once(self, method: str, path: str, body: bytes | None) -> int:
        # A connection a request: stores close idle ones when they like, and a redirect would
        # take the password elsewhere, so none is followed.
        kind = http.client.HTTPSConnection if self._store.https else http.client.HTTPConnection
        connection = kind(self._store.host, self._store.port, timeout=self._patience)
        try:
            connection.request(method, self._store.path + path, body, self._headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status
        finally:
            connection.close()

    def _sentence(self, told: str, status: int | None) -> str:
        mend = {
            400: "it did not understand a statement: its own log says which",
            401: "see the user and password in SIXTY_XAPI",
            403: "let this user write statements there",
            404: "see the path in SIXTY_XAPI",
        }.get(status or 0, "try again later")
        return (
            f"The learning record store at {self._store.shown} {told}: {mend}. What it took stays "
            "there, and sending everything again is harmless."
        )
