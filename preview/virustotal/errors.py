"""The error codes of VirusTotal's API: https://docs.virustotal.com/reference/errors."""

from __future__ import annotations

from typing import Any

STATUS = {
    "BadRequestError": 400,
    "InvalidArgumentError": 400,
    "NotAvailableYet": 400,
    "UnselectiveContentQueryError": 400,
    "UnsupportedContentQueryError": 400,
    "AuthenticationRequiredError": 401,
    "UserNotActiveError": 401,
    "WrongCredentialsError": 401,
    "ForbiddenError": 403,
    "NotFoundError": 404,
    "AlreadyExistsError": 409,
    "FailedDependencyError": 424,
    "QuotaExceededError": 429,
    "TooManyRequestsError": 429,
    "TransientError": 503,
    "DeadlineExceededError": 504,
}


def error_body(code: str) -> Any:
    """Return the JSON body that carries an error code."""
    return {"error": {"code": code, "message": f"{code} (simulated)"}}
