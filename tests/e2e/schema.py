"""What Telegram's methods take: names, types, what is required.

Reads `botapi_methods.json`, a table of the methods and types the tests need. A request is given
as fields, each a string as a form carries it or an uploaded `File`; JSON bodies are brought to
the same form first, so that calls look the same however they were sent.
"""

import json
import re
from pathlib import Path
from typing import Any

from tests.e2e.refusals import RefusedError, UnknownMethodError

TABLE = json.loads(Path(__file__).with_name("botapi_methods.json").read_text("utf-8"))
_METHODS: dict[str, dict[str, str]] = TABLE["methods"]
_TYPES: dict[str, dict[str, str]] = TABLE["types"]
_UNIONS: dict[str, list[str]] = TABLE["unions"]
_SCALARS = {"Integer": int, "Float": float, "String": str, "Boolean": bool}
_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}
_FALSE_TRUE = {"false": False, "0": False, "no": False, "true": True, "1": True, "yes": True}

File = dict[str, Any]  # {"filename": str, "content": bytes}
Field = str | File


def read(
    method: str, fields: dict[str, Field], files: dict[str, File]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a request's parameters typed, and as sent (scalars as text, the rest parsed).

    `files` are uploads a field may point to with `attach://name`. Raises `RefusedError`.
    """
    if method not in _METHODS:
        raise UnknownMethodError(method)
    known = _METHODS[method]
    fields = {**{name: file for name, file in files.items() if name in known}, **fields}
    attached = {f"attach://{name}" for name in files} & {v for v in fields.values() if _text(v)}
    unknown = (set(fields) | {n for n in files if f"attach://{n}" not in attached}) - set(known)
    if unknown:
        raise RefusedError(f"unknown parameters {sorted(unknown)}")
    typed, sent = {}, {}
    for name, spec in known.items():
        value = _convert(name, spec.rstrip("!"), fields.get(name, ""), files)
        if value is None and spec.endswith("!"):
            raise RefusedError(_MISSING.get(name, f'parameter "{name}" is required'))
        if value is not None:
            typed[name] = value
            sent[name] = fields[name] if _is_scalar(spec) else value
    return typed, sent


def _text(value: Field) -> bool:
    return isinstance(value, str)


def _is_scalar(spec: str) -> bool:
    return set(spec.rstrip("!").split("|")) <= set(_SCALARS)


def _convert(name: str, spec: str, field: Field, files: dict[str, File]) -> Any:
    """Return a field as its type; None if it is left out or, where that says nothing, empty."""
    if isinstance(field, dict):
        if "InputFile" not in spec:
            raise RefusedError(f"{name} must not be a file")
        return field
    if spec in {"InputFile|String", "InputFile"}:
        return files.get(field.removeprefix("attach://"), field) or None
    if spec == "String":
        return _utf8(field) if field else None
    if not field:
        return None
    return _number(name, spec, field) if _is_scalar(spec) else _parsed(name, spec, field)


def _number(name: str, spec: str, field: str) -> Any:
    if spec == "Boolean" and field.lower() in _FALSE_TRUE:
        return _FALSE_TRUE[field.lower()]
    if "Integer" in spec and re.fullmatch(r"-?[0-9]{1,19}", field):
        return int(field)
    if spec == "Integer|String":
        return _utf8(field)
    raise RefusedError(f'parameter "{name}" must be of type {spec}')


def _parsed(name: str, spec: str, field: str) -> Any:
    try:
        value = json.loads(field)
    except ValueError as error:
        raise RefusedError(f"can't parse {name} JSON object") from error
    check(value, spec, name)
    return value


def _utf8(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise RefusedError("strings must be encoded in UTF-8") from error
    return text


def check(value: Any, spec: str, where: str) -> None:
    """Refuse a JSON value that is not of a type, or of one of several split by `|`."""
    names = [name for option in spec.split("|") for name in _UNIONS.get(option, [option])]
    if len(names) > 1:
        _check_union(value, names, where)
    elif spec.startswith("Array of "):
        if not isinstance(value, list):
            raise RefusedError(f"can't parse {where}: expected an Array")
        for item in value:
            check(item, spec.removeprefix("Array of "), where)
    elif names[0] in _SCALARS:
        _check_scalar(value, names[0], where)
    elif spec.startswith("="):
        if value != spec[1:]:
            raise RefusedError(f"can't parse {where}: unsupported type {value!r}")
    else:
        _check_object(value, names[0], where)


def _check_scalar(value: Any, name: str, where: str) -> None:
    kinds = (int, float) if name == "Float" else _SCALARS[name]
    if not isinstance(value, kinds) or (isinstance(value, bool) and name != "Boolean"):
        raise RefusedError(f"can't parse {where}: must be of type {name}")
    if isinstance(value, str):
        _utf8(value)


def _check_object(value: Any, name: str, where: str) -> None:
    if not isinstance(value, dict):
        raise RefusedError(f"can't parse {where}: expected an Object")
    known = _TYPES.get(name)
    if known is None:  # a type none of the tests looks into
        return
    if unknown := set(value) - set(known):
        raise RefusedError(f"can't parse {where}: unknown fields {sorted(unknown)}")
    for field, spec in known.items():
        if value.get(field) is not None:
            check(value[field], spec.rstrip("!"), f'{where}: field "{field}"')
        elif spec.endswith("!"):
            raise RefusedError(f"can't parse {where}: can't find field \"{field}\"")


def _check_union(value: Any, names: list[str], where: str) -> None:
    """Accept what any type accepts; else raise what the most alike says."""
    errors: list[RefusedError] = []
    for name in sorted(names, key=lambda name: _likeness(value, name), reverse=True):
        try:
            check(value, name, where)
        except RefusedError as error:
            errors.append(error)
        else:
            return
    raise errors[0]


def _likeness(value: Any, name: str) -> float:
    """Return how many fields a value shares with a type, its fixed ones counting most."""
    known = _TYPES.get(name, {})
    if not isinstance(value, dict):
        return 0
    fixed = [f for f, spec in known.items() if spec.strip("!") == f"={value.get(f)}"]
    required = {f for f, spec in known.items() if spec.endswith("!")}
    return 100 * len(fixed) + len(set(value) & set(known)) - len(required - set(value)) / 2
