"""The same work as the sandbox's search by id, in FastAPI: bearer token, schema, dictionary."""
import json
import os
import uuid
from datetime import datetime, timezone
from typing import Literal

import jwt
from fastapi import FastAPI, Header, HTTPException
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

KEY = "a secret of thirty-two bytes or more"
with open(os.environ["REGISTRY_RECORDS"]) as file:
    RECORDS = json.load(file)


class Head(BaseModel):
    version: str
    message_id: str = Field(min_length=1, max_length=99)
    message_ts: datetime
    action: Literal["search"]
    sender_id: str
    receiver_id: str
    total_count: int = Field(ge=0)
    is_msg_encrypted: bool = False


class Query(BaseModel):
    type: str
    value: str


class Criteria(BaseModel):
    version: str
    reg_type: str
    reg_record_type: str
    query_type: Literal["idtype-value"]
    query: Query


class Request(BaseModel):
    reference_id: str
    timestamp: datetime
    search_criteria: Criteria
    locale: str = "eng"


class Message(BaseModel):
    transaction_id: str = Field(min_length=1, max_length=99)
    search_request: list[Request] = Field(min_length=1)


class Envelope(BaseModel):
    header: Head
    message: Message


app = FastAPI()


def now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds")


def answer(request: Request) -> dict:
    criteria = request.search_criteria
    record = RECORDS.get(criteria.query.type + "|" + criteria.query.value)
    found = [record] if record else []
    return {
        "reference_id": request.reference_id, "timestamp": now(), "status": "succ",
        "data": {
            "version": "1.0.0", "reg_type": criteria.reg_type, "reg_record_type": criteria.reg_record_type, "reg_records": found,
        },
        "pagination": {"page_size": len(found), "page_number": 1, "total_count": len(found)}, "locale": request.locale,
    }


@app.post("/registry/sync/search")
async def search(envelope: Envelope, authorization: str = Header("")) -> JSONResponse:
    try:
        claims = jwt.decode(authorization.removeprefix("Bearer "), KEY, algorithms=["HS256"])
    except jwt.PyJWTError as error:
        raise HTTPException(401) from error
    if "registry/search" not in claims["scope"].split():
        raise HTTPException(403)
    head, count = envelope.header, len(envelope.message.search_request)
    return JSONResponse({
        "header": {
            "version": "1.0.0", "message_id": str(uuid.uuid4()), "message_ts": now(), "action": "on-search", "status": "succ",
            "sender_id": head.receiver_id, "receiver_id": head.sender_id, "total_count": count, "completed_count": count,
            "is_msg_encrypted": False,
        },
        "message": {
            "transaction_id": envelope.message.transaction_id, "correlation_id": str(uuid.uuid4()),
            "search_response": [answer(request) for request in envelope.message.search_request],
        },
    })
