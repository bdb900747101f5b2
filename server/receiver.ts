/** Receives who calls at the door: a place in the audience, or a close code and its words. [JOIN-5], [EPOCH-3] */
import type { WebSocket } from "ws";
import { parseRoom, roomOf } from "#protocol/session/ids.ts";
import { closeCode } from "#protocol/session/wire.ts";
import type { Admission, Identity } from "./admission.ts";
import { createConnection } from "./connection.ts";
import { type ConversationParts, converse } from "./conversation.ts";
import type { Call } from "./listener.ts";
import { sessionOf } from "./session/state.ts";

export interface ReceiverParts extends ConversationParts {
  readonly admission: Admission;
}

export function createReceiver(parts: ReceiverParts): (socket: WebSocket, call: Call) => void {
  const { clock, limits, publisher } = parts;
  let place = 0;
  return (socket, call) => {
    const identity = identify(call, parts);
    if ("code" in identity) return socket.close(identity.code, identity.reason);
    place += 1;
    const { participant } = identity;
    const epoch = publisher.epoch();
    converse(
      socket,
      createConnection({ socket, participant, epoch, place, limits, now: clock.monotonic }),
      parts,
    );
  };
}

function identify({ room, token }: Call, { ledger, admission, audience, limits }: ReceiverParts): Identity {
  const session = sessionOf(ledger.state);
  const wanted = parseRoom(room);
  if (!ledger.works() || audience.connections().size >= limits.connections)
    return { code: closeCode.full, reason: "full" };
  if (wanted?.session !== session.id) return { code: closeCode.notFound, reason: "no such session" };
  const identity = admission.identify(token);
  if ("code" in identity) return identity;
  if (session.state === "ended") return { code: closeCode.ended, reason: "ended" };
  if (wanted.epoch !== session.epoch)
    return { code: closeCode.moved, reason: roomOf(session.id, session.epoch) };
  return identity;
}
