/** One participant's window: greeted, heard and answered as long as its socket is open. [WIRE-*], [CMD-1] */
import type { WebSocket } from "ws";
import type { CommandMessage } from "#protocol/session/commands.ts";
import { ackFrame, noticeFrame } from "#protocol/session/frame.ts";
import { roomOf } from "#protocol/session/ids.ts";
import type { Limits } from "#protocol/session/limits.ts";
import { type RefusalReason, refusalMessages } from "#protocol/session/refusal.ts";
import { closeCode, type Notice, protocolVersion } from "#protocol/session/wire.ts";
import type { Audience } from "./audience.ts";
import type { Connection } from "./connection.ts";
import type { Ledger } from "./ledger.ts";
import { type Message, readMessage } from "./messages.ts";
import type { Clock } from "./options.ts";
import { clockNotice, type Publisher } from "./publisher.ts";
import type { Rate } from "./rate.ts";
import type { RosterBoard } from "./rosterBoard.ts";
import { indexed, participantOf, type State, sessionOf } from "./session/state.ts";

export interface ConversationParts {
  readonly ledger: Ledger;
  readonly audience: Audience;
  readonly publisher: Publisher;
  readonly rosterBoard: RosterBoard;
  readonly clock: Clock;
  readonly limits: Limits;
  /** Commands of everybody. */
  readonly commands: Rate;
}

export function converse(socket: WebSocket, connection: Connection, parts: ConversationParts): void {
  const { ledger, audience, publisher, clock } = parts;
  const own = audience.enter(connection);
  if (own === null) return;
  const { questions } = own;
  const rates = [own.commands, parts.commands];
  socket.on("close", () => audience.leave(connection));
  socket.on("pong", connection.heard);
  socket.on("message", (data, isBinary) => {
    connection.heard();
    if (ledger.works() && socket.readyState === socket.OPEN)
      hear(isBinary && data instanceof Buffer ? data : null);
  });
  greet(connection, parts);

  function hear(frame: Buffer | null): void {
    const inTime = connection.messages.take(clock.monotonic());
    const message = inTime && frame !== null ? readMessage(frame) : null;
    if (!inTime) connection.close(closeCode.flooding, "flooding");
    else if (message === null) connection.close(closeCode.malformed, "malformed");
    else if (connection.epoch === publisher.epoch()) follow(message);
  }

  function follow(message: Message): void {
    switch (message.type) {
      case "question":
        if (questions.take(clock.monotonic())) sync(message.stateVector);
        else connection.close(closeCode.flooding, "flooding");
        break;
      case "malformed":
        refuse(connection, message.id, "malformed");
        break;
      case "command":
        ask(message.message);
        break;
      case "nothing":
    }
  }

  function sync(stateVector: Uint8Array): void {
    publisher.sync(connection, publisher.replica().known(stateVector));
  }

  function ask(message: CommandMessage): void {
    if (rates.every((rate) => rate.take(clock.monotonic())))
      ledger.ask(connection.participant, message, (ack) => {
        connection.send(ackFrame(ack));
        if (ack.result.ok) publisher.tellShown(connection);
      });
    else refuse(connection, message.id, "too-fast");
  }
}

function refuse(connection: Connection, id: string, reason: RefusalReason): void {
  const result = { ok: false, reason, message: refusalMessages[reason] } as const;
  connection.send(ackFrame({ id, seq: null, result }));
}

type Welcome = Extract<Notice, { type: "welcome" }>;

/** What comes before the document. */
function greet(connection: Connection, { ledger, rosterBoard, clock }: ConversationParts): void {
  ledger.commit();
  const welcome = welcomeNotice(ledger.state, connection);
  if (welcome === null || !ledger.works()) return;
  connection.learn(welcome.name, welcome.role);
  connection.send(noticeFrame(welcome));
  connection.send(noticeFrame(clockNotice(ledger.state, clock.monotonic())));
  rosterBoard.tell(connection);
}

function welcomeNotice(state: State, { participant, epoch }: Connection): Welcome | null {
  const person = participantOf(state, participant);
  if (person === undefined) return null;
  const { tables, indexes } = state;
  const own = [...indexed(indexes.suggestionsOf, participant)];
  return {
    type: "welcome",
    protocol: protocolVersion,
    participant,
    name: person.name,
    role: person.role,
    room: roomOf(sessionOf(state).id, epoch),
    votes: [...indexed(indexes.votesOf, participant)],
    anonymous: own.filter((id) => tables.suggestions.get(id)?.author === undefined),
  };
}
