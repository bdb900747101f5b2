/** The relay's HTTP requests: joining, a facilitator's export, a pipeline's outputs. [JOIN-1], [JOIN-7], [OBJ-*] */
import type { IncomingMessage, ServerResponse } from "node:http";
import { objectsPath } from "#protocol/session/objects.ts";
import { mayDo } from "#protocol/session/permissions.ts";
import { type RefusalReason, refusalMessages } from "#protocol/session/refusal.ts";
import type { JoinAnswer } from "./admission.ts";
import { cutOff, readJson, sendJson } from "./answers.ts";
import { tokenOf } from "./listener.ts";
import { answerObjectRequests, type ObjectRequestParts } from "./objects/objectRequests.ts";
import type { Publisher } from "./publisher.ts";
import { participantOf } from "./session/state.ts";

export interface RequestParts extends ObjectRequestParts {
  readonly publisher: Publisher;
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

export function answerRequests(parts: RequestParts) {
  const { admission, ledger, publisher, clock, limits } = parts;
  const answerObjects = answerObjectRequests(parts);

  function answerJoin(body: unknown, response: ServerResponse): void {
    admission.join(body, (answer) => {
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
    const cutOffIn = cutOff(request, response, limits.requestMilliseconds, clock);
    if (request.url?.startsWith(objectsPath)) answerObjects({ request, response, cutOffIn });
    else if (request.method === "POST" && request.url === "/join")
      void readJson(request, limits.joinBytes).then((body) => answerJoin(body, response));
    else if (request.method === "GET" && request.url === "/export") answerExport(request, response);
    else response.writeHead(404, { connection: "close" }).end();
  };
}

function send(response: ServerResponse, status: number, content: object): void {
  response.setHeader("connection", "close");
  sendJson(response, status, content);
}

function refuse(response: ServerResponse, reason: RefusalReason): void {
  const refused: JoinAnswer = { refused: { reason, message: refusalMessages[reason] } };
  send(response, statuses[reason] ?? 400, refused.refused);
}
