/**
 * The requests that carry a pipeline's outputs from one driver to the next: which the relay holds, one in, one out.
 * Who asks is looked at before anything is read; what is announced, before the disk is touched. [OBJ-*]
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Limits } from "#protocol/session/limits.ts";
import {
  type Held,
  heldPath,
  heldRequestSchema,
  type ObjectRefusal,
  type ObjectRefused,
  objectNameSchema,
  objectRefusals,
  objectsPath,
} from "#protocol/session/objects.ts";
import { mayDo } from "#protocol/session/permissions.ts";
import { closeCode } from "#protocol/session/wire.ts";
import type { Admission } from "../admission.ts";
import { readJson, sendJson } from "../answers.ts";
import type { Ledger } from "../ledger.ts";
import { tokenOf } from "../listener.ts";
import type { Clock } from "../options.ts";
import { participantOf, rotationOf, sessionOf } from "../session/state.ts";
import { seatOf } from "../session/turns.ts";
import { createGate } from "./gate.ts";
import type { ObjectStore } from "./objectStore.ts";

export interface ObjectRequestParts {
  /** Null where the relay keeps none. */
  readonly objects: ObjectStore | null;
  readonly admission: Admission;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly limits: Limits;
}

type Asked =
  | { readonly type: "held" }
  | { readonly type: "get" | "put"; readonly name: string }
  | { readonly type: "malformed" };

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Sets when a request that has not arrived whole is cut off, in milliseconds from now. */
  readonly cutOffIn: (milliseconds: number) => void;
}

/** Null where the answer is given. */
type Refusal = ObjectRefusal | null;

export function answerObjectRequests(parts: ObjectRequestParts): (exchange: Exchange) => void {
  const { objects, admission, ledger, clock, limits } = parts;
  const gate = createGate(limits);

  /** The participant who asks, or why nobody is listened to. */
  function identify(request: IncomingMessage): { participant: string } | ObjectRefusal {
    const identity = admission.identify(tokenOf(request));
    if ("code" in identity) return identity.code === closeCode.removed ? "removed" : "token-refused";
    if (sessionOf(ledger.state).state === "ended") return "ended";
    return ledger.works() ? identity : "unavailable";
  }

  function mayAsk({ type }: Asked, participant: string): boolean {
    const role = participantOf(ledger.state, participant)?.role ?? "observer";
    const owns = seatOf(rotationOf(ledger.state), participant) !== undefined;
    return mayDo(type === "put" ? "object.put" : "object.get", { role, drives: false, owns });
  }

  /** Gives what is to be called when the request is over. */
  function admit(asked: Asked, request: IncomingMessage): (() => void) | ObjectRefusal {
    const identity = identify(request);
    if (typeof identity === "string") return identity;
    if (!mayAsk(asked, identity.participant)) return "forbidden";
    return gate.enter(identity.participant, clock.monotonic());
  }

  /** Longer for more bytes; at no time may nothing move for long. */
  function patienceFor(bytes: number): number {
    return limits.objectIdleMilliseconds + (bytes / limits.objectBytesPerSecond) * 1_000;
  }

  async function answerHeld(store: ObjectStore, { request, response }: Exchange): Promise<Refusal> {
    const asked = heldRequestSchema.safeParse(await readJson(request, limits.objectNamesBytes));
    if (!asked.success) return "malformed";
    const held = asked.data.names.flatMap((name) => {
      const bytes = store.bytesOf(name);
      return bytes === null ? [] : [{ name, bytes }];
    });
    const answer: Held = { held, capacity: limits.objectsBytes };
    sendJson(response, 200, answer);
    return null;
  }

  async function answerGet(store: ObjectStore, name: string, { response }: Exchange): Promise<Refusal> {
    const found = await store.open(name);
    if (found === null) return "not-found";
    response.setTimeout(limits.objectIdleMilliseconds, () => response.destroy());
    const cancel = clock.after(patienceFor(found.bytes), () => response.destroy());
    response.writeHead(200, { "content-type": "application/octet-stream", "content-length": found.bytes });
    await found.sendTo(response).finally(cancel);
    return null;
  }

  async function answerPut(store: ObjectStore, name: string, exchange: Exchange): Promise<Refusal> {
    const { request, response, cutOffIn } = exchange;
    const bytes = announcedBytes(request);
    if (bytes === null) return "malformed";
    if (store.bytesOf(name) === null) {
      request.setTimeout(limits.objectIdleMilliseconds, () => request.destroy());
      cutOffIn(patienceFor(bytes));
      // Refused in the middle, the request lives on: it still gets its answer.
      const outcome = await store.put(name, bytes, request.iterator({ destroyOnReturn: false }));
      if (outcome !== "kept") return outcome;
    }
    sendJson(response, 200, {});
    return null;
  }

  async function answer(asked: Asked, store: ObjectStore, exchange: Exchange): Promise<Refusal> {
    switch (asked.type) {
      case "held":
        return await answerHeld(store, exchange);
      case "get":
        return await answerGet(store, asked.name, exchange);
      case "put":
        return await answerPut(store, asked.name, exchange);
      case "malformed":
        return asked.type;
    }
  }

  /** When the other side breaks off there is nobody to answer; when the disk fails there is. */
  async function serve(asked: Asked, exchange: Exchange): Promise<void> {
    const { response } = exchange;
    try {
      const refusal = objects === null ? "off" : await answer(asked, objects, exchange);
      if (refusal !== null) refuse(response, refusal);
    } catch {
      if (response.headersSent) response.destroy();
      else refuse(response, "unavailable");
    }
  }

  return (exchange) => {
    const asked = readAsked(exchange.request);
    const admitted = admit(asked, exchange.request);
    if (typeof admitted === "string") refuse(exchange.response, admitted);
    else {
      exchange.response.once("close", admitted);
      void serve(asked, exchange);
    }
  };
}

function readAsked({ method, url = "" }: IncomingMessage): Asked {
  if (url === heldPath) return { type: method === "POST" ? "held" : "malformed" };
  const name = objectNameSchema.safeParse(url.slice(objectsPath.length));
  if (!name.success) return { type: "malformed" };
  if (method === "GET") return { type: "get", name: name.data };
  return method === "PUT" ? { type: "put", name: name.data } : { type: "malformed" };
}

/** Null where it was not announced in advance. */
function announcedBytes({ headers }: IncomingMessage): number | null {
  const length = headers["content-length"] ?? "";
  return /^\d{1,15}$/.test(length) ? Number(length) : null;
}

/** The rest of what the other side sends is passed over: a connection that is cut takes the answer with it. */
function refuse(response: ServerResponse, reason: ObjectRefusal): void {
  const { status, message } = objectRefusals[reason];
  const refused: ObjectRefused = { reason, message };
  response.req.resume();
  sendJson(response, status, refused);
}
