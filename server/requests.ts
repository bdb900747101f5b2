/** The relay's two HTTP requests: joining, and a facilitator's export. [JOIN-1], [JOIN-7] */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Limits } from "#protocol/session/limits.ts";
import { mayDo } from "#protocol/session/permissions.ts";
import { type RefusalReason, refusalMessages } from "#protocol/session/refusal.ts";
import type { Admission, JoinAnswer } from "./admission.ts";
import type { Ledger } from "./ledger.ts";
import { tokenOf } from "./listener.ts";
import type { Publisher } from "./publisher.ts";
import { participantOf } from "./session/state.ts";

export interface RequestParts {
  readonly admission: Admission;
  readonly ledger: Ledger;
  readonly publisher: Publisher;
  readonly limits: Limits;
}

const statuses: { readonly [Reason in RefusalReason]?: number } = {
  "invitation-refused": 403,
  forbidden: 403,
  locked: 403,
  ended: 410,
  "too-fast": 429,
  "too-many": 503,
  unavailable: 503,
};

export function answerRequests({ admission, ledger, publisher, limits }: RequestParts) {
  function answerJoin(body: Buffer | null, response: ServerResponse): void {
    admission.join(body === null ? null : parsed(body), (answer) => {
      if ("joined" in answer) send(response, 200, answer.joined);
      else refuse(response, answer.refused.reason);
    });
  }

  function answerExport(request: IncomingMessage, response: ServerResponse): void {
    const identity = admission.identify(tokenOf(request));
    const person = "participant" in identity ? participantOf(ledger.state, identity.participant) : undefined;
    const asker = { role: person?.role ?? "observer", drives: false, owns: false };
    if (!mayDo("session.export", asker)) refuse(response, "forbidden");
    else if (publisher.publish()) send(response, 200, publisher.replica().view());
    else refuse(response, "unavailable");
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    response.setHeader("cache-control", "no-store");
    if (request.method === "POST" && request.url === "/join")
      readBody(request, limits.joinBytes, (body) => answerJoin(body, response));
    else if (request.method === "GET" && request.url === "/export") answerExport(request, response);
    else response.writeHead(404, { connection: "close" }).end();
  };
}

function send(response: ServerResponse, status: number, content: object): void {
  response.writeHead(status, { "content-type": "application/json", connection: "close" });
  response.end(JSON.stringify(content));
}

function refuse(response: ServerResponse, reason: RefusalReason): void {
  const refused: JoinAnswer = { refused: { reason, message: refusalMessages[reason] } };
  send(response, statuses[reason] ?? 400, refused.refused);
}

/** Null for one that is too long; what never ends is cut off by the server. */
function readBody(request: IncomingMessage, most: number, read: (body: Buffer | null) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.byteLength;
    if (size <= most) chunks.push(chunk);
  });
  request.on("error", () => undefined);
  request.on("end", () => read(size <= most ? Buffer.concat(chunks) : null));
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return null;
  }
}
