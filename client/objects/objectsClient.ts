/**
 * A participant's side of the requests that carry outputs: which the relay holds, one there, one back. Streams, so
 * that an object may be larger than memory; over Node's fetch, which sends a stream as it is read. [OBJ-*]
 */
import { limits } from "#protocol/session/limits.ts";
import {
  type Held,
  heldPath,
  heldSchema,
  type ObjectRefusal,
  objectRefusals,
  objectRefusedSchema,
  objectsPath,
} from "#protocol/session/objects.ts";
import { noRelay } from "../relayRequest.ts";
import { ObjectRefusedError } from "./objectRefusedError.ts";
import { defaultAttempts, persistently } from "./persistently.ts";
import { chunksOf, streamOf } from "./streams.ts";
import { createWatch, type Watch } from "./watch.ts";

export interface OutgoingObject {
  readonly name: string;
  readonly bytes: number;
  /** The bytes from the beginning, again at every attempt. */
  read(): AsyncIterable<Uint8Array>;
}

export interface HeldObjects {
  /** Those of the objects that the relay has, with their bytes. */
  readonly bytes: ReadonlyMap<string, number>;
  /** Bytes of objects that it holds at most; of more, the first would be gone when the last has come. */
  readonly capacity: number;
}

export interface MoveOptions {
  readonly signal: AbortSignal;
  /** Bytes of this object that have moved so far; begins anew when a broken connection makes it. */
  readonly onBytes?: (bytes: number) => void;
}

/**
 * All of it tries again for a while when the connection breaks or the relay has no time, and then throws
 * `RelayUnreachableError` or `ObjectRefusedError`; or the signal's reason. No error has the token in it.
 */
export interface ObjectsClient {
  held(names: readonly string[], signal: AbortSignal): Promise<HeldObjects>;
  put(object: OutgoingObject, options: MoveOptions): Promise<void>;
  /** `receive` is called with the bytes from the beginning at every attempt; what it throws is thrown. */
  get<Result>(
    name: string,
    receive: (content: AsyncIterable<Uint8Array>) => Promise<Result>,
    options: MoveOptions,
  ): Promise<Result>;
}

/**
 * @param relay `http://host:port` or `https://host:port`
 * @param attempts of each request
 */
export function createObjectsClient(relay: string, token: string, attempts = defaultAttempts): ObjectsClient {
  async function ask(path: string, init: RequestInit, watch: Watch): Promise<Response> {
    const headers = { ...init.headers, authorization: `Bearer ${token}` };
    const request = { ...init, headers, redirect: "error", signal: watch.signal } as const;
    const response = await watch.guard(() => fetch(`${relay}${path}`, request));
    if (response.ok) return response;
    throw await refusalOf(response, relay, watch);
  }

  async function askHeld(names: readonly string[], signal: AbortSignal): Promise<Held> {
    using watch = createWatch(relay, signal);
    const init = { method: "POST", body: JSON.stringify({ names }) };
    const response = await ask(heldPath, init, watch);
    const answer = heldSchema.safeParse(await watch.guard(() => response.json()));
    if (!answer.success) throw noRelay(relay);
    return answer.data;
  }

  return {
    async held(names, signal) {
      const bytes = new Map<string, number>();
      let capacity = Number.POSITIVE_INFINITY;
      for (let from = 0; from < names.length; from += limits.objectNames) {
        const some = names.slice(from, from + limits.objectNames);
        const answer = await persistently({ signal, attempts }, () => askHeld(some, signal));
        for (const object of answer.held) bytes.set(object.name, object.bytes);
        capacity = answer.capacity;
      }
      return { bytes, capacity };
    },
    put: ({ name, bytes, read }, { signal, onBytes }) =>
      persistently({ signal, attempts }, async () => {
        using watch = createWatch(relay, signal);
        const headers = { "content-type": "application/octet-stream", "content-length": String(bytes) };
        const body = streamOf(watch.outgoing(read(), onBytes));
        const init = { method: "PUT", headers, body, duplex: "half" as const };
        const response = await ask(`${objectsPath}${name}`, init, watch);
        await watch.guard(() => response.arrayBuffer());
      }),
    get: (name, receive, { signal, onBytes }) =>
      persistently({ signal, attempts }, async () => {
        using watch = createWatch(relay, signal);
        const { body } = await ask(`${objectsPath}${name}`, {}, watch);
        if (body === null) throw noRelay(relay);
        return await receive(watch.incoming(chunksOf(body), onBytes));
      }),
  };
}

/**
 * A relay of a version that knows nothing of objects has no such page; what stands before a relay may have a bound of
 * its own, or find nobody behind it.
 */
async function refusalOf(response: Response, relay: string, watch: Watch): Promise<Error> {
  const text = await watch.guard(() => response.text());
  const { data } = objectRefusedSchema.safeParse(parsed(text));
  if (data !== undefined) return new ObjectRefusedError(data.reason, data.message);
  const reason = strangers[response.status];
  return reason === undefined
    ? noRelay(relay)
    : new ObjectRefusedError(reason, objectRefusals[reason].message);
}

/** What a status means that is no refusal of a relay's. */
const strangers: { readonly [status: number]: ObjectRefusal | undefined } = { 404: "off", 413: "too-large" };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
