/** What every HTTP request needs: its body read within bounds, an end to its patience, an answer as JSON. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "./options.ts";

export function sendJson(response: ServerResponse, status: number, content: object): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(content));
}

/** Null for one that is too long, or no JSON. Never resolves for one that breaks off: nobody waits for its answer. */
export function readJson(request: IncomingMessage, most: number): Promise<unknown> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size <= most) chunks.push(chunk);
    });
    request.on("error", () => undefined);
    request.on("end", () => resolve(size <= most ? parsed(Buffer.concat(chunks)) : null));
  });
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return null;
  }
}

/** A request that has not arrived whole by then is cut off. Gives what sets another time from now. */
export function cutOff(
  request: IncomingMessage,
  response: ServerResponse,
  patience: number,
  clock: Clock,
): (milliseconds: number) => void {
  let cancel = (): void => undefined;
  function set(milliseconds: number): void {
    cancel();
    cancel = clock.after(milliseconds, () => {
      if (!request.complete) request.destroy();
    });
  }
  response.once("close", () => {
    if (request.complete || request.socket.destroyed) return cancel();
    // Answered before it was there: the rest of it has no longer than any other request.
    set(patience);
    request.socket.once("close", () => cancel());
  });
  set(patience);
  return set;
}
