"""The format of the catalogue file: regional services, who offers them, for which competence, until when."""

import tomllib
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from osaamistase.errors import BadFile

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
OfferedTo = Literal["firms", "starters", "advisers", "nobody"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(_Strict):
    """One text in the three languages."""

    fi: Annotated[str, Field(min_length=1)]
    sv: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]


class Kind(_Strict):
    id: Annotated[Slug, Field(max_length=20)]
    name: Text


class Provider(_Strict):
    id: Slug
    name: Annotated[str, Field(min_length=1, max_length=80)]
    full_name: str
    contact: str = ""


class ServiceEntry(_Strict):
    """One service. `competences` are the ids it serves, the closest fit first; `valid_until` None: no end known.

    `municipalities`: only for firms of these, empty for all; `headcount_most`: only for firms up to that size.
    """

    id: Slug
    name: Text
    description: Text
    providers: Annotated[tuple[Slug, ...], Field(min_length=1)]
    kind: Slug
    offered_to: OfferedTo
    competences: tuple[Annotated[str, Field(pattern=r"^[A-Z]{3}-[0-9]{2}[a-z]?$")], ...]
    valid_until: date | None = None
    owner: Slug
    source: str
    checked_on: date
    relevance: Literal["primary", "secondary"]
    note: str = ""
    municipalities: tuple[str, ...] = ()
    headcount_most: Annotated[int, Field(ge=1)] | None = None


class CatalogueFile(_Strict):
    """The whole file. `kinds` stand in the order in which a plan offers them."""

    format: Literal[1]
    kinds: tuple[Kind, ...]
    providers: tuple[Provider, ...]
    services: tuple[ServiceEntry, ...]


def read_catalogue(source: bytes) -> CatalogueFile:
    """The catalogue in a file's bytes. Raises BadFile naming the first faulty place."""
    try:
        document: Any = tomllib.loads(source.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadFile("file", f"not readable as TOML in UTF-8: {error}") from error
    try:
        catalogue = CatalogueFile.model_validate(document)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        raise BadFile(_place(fault["loc"], document), fault["msg"]) from error
    _check_references(catalogue)
    return catalogue


def _place(location: tuple[str | int, ...], document: Any) -> str:
    words = []
    for step in location:
        try:
            document = document[step]
        except (KeyError, IndexError, TypeError):
            document = None
        named = isinstance(step, int) and isinstance(document, dict) and "id" in document
        words.append(str(document["id"]) if named else str(step))
    return ".".join(words)


def _check_references(catalogue: CatalogueFile) -> None:
    kinds = {kind.id for kind in catalogue.kinds}
    providers = {provider.id for provider in catalogue.providers}
    seen: set[str] = set()
    for service in catalogue.services:
        where = f"services.{service.id}"
        if service.id in seen:
            raise BadFile(where, "the id stands there twice; give each service its own")
        seen.add(service.id)
        if service.kind not in kinds:
            raise BadFile(f"{where}.kind", f"no kind {service.kind}; add it to kinds or correct the name")
        for field, provider in (*(("providers", one) for one in service.providers), ("owner", service.owner)):
            if provider not in providers:
                raise BadFile(f"{where}.{field}", f"no provider {provider}; add it to providers or correct the name")
        if len(set(service.competences)) != len(service.competences):
            raise BadFile(f"{where}.competences", "names a competence twice; remove one")
