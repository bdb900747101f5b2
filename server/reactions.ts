/** What follows from changes once they are stored, besides the document: notices, goodbyes, timers. */
import { noticeFrame } from "#protocol/session/frame.ts";
import { closeCode } from "#protocol/session/wire.ts";
import type { Connection } from "./connection.ts";
import type { ConversationParts } from "./conversation.ts";
import type { ObjectStore } from "./objects/objectStore.ts";
import { clockNotice } from "./publisher.ts";
import type { Change } from "./session/change.ts";
import { participantOf, readVoteId, sessionOf } from "./session/state.ts";
import type { Timekeeper } from "./timekeeper.ts";

export interface ReactionParts extends ConversationParts {
  readonly timekeeper: Timekeeper;
  /** Null where the relay keeps none. */
  readonly objects: ObjectStore | null;
}

export function react(changes: readonly Change[], parts: ReactionParts): void {
  const { publisher, rosterBoard, timekeeper } = parts;
  publisher.note(changes);
  for (const change of changes) if (change.table === "votes") tellVoter(change, parts);
  const people = new Set(changes.filter(({ table }) => table === "participants").map(({ id }) => id));
  for (const id of people) tellPerson(id, parts);
  if (people.size > 0) rosterBoard.changed();
  if (changes.some(({ table }) => table === "session")) endIfEnded(parts);
  timekeeper.look();
}

/** Everything again, for a connection that missed something. [WIRE-7] */
export function tellEverything(connection: Connection, parts: ConversationParts): void {
  const { publisher, rosterBoard, ledger, clock } = parts;
  publisher.sync(connection, 0);
  connection.send(noticeFrame(clockNotice(ledger.state, clock.monotonic())));
  rosterBoard.tell(connection);
}

/** Nobody else hears of it. [VOTE-2] */
function tellVoter({ id, value }: Change, { audience }: ReactionParts): void {
  const { suggestion, participant } = readVoteId(id);
  const connections = [...audience.connectionsOf(participant)];
  if (connections.length === 0) return;
  const frame = noticeFrame({ type: "vote", suggestion, voted: value !== null });
  for (const connection of connections) connection.send(frame);
}

function tellPerson(id: string, { ledger, audience }: ReactionParts): void {
  const person = participantOf(ledger.state, id);
  for (const connection of audience.connectionsOf(id)) {
    if (person === undefined) connection.close(closeCode.removed, "removed");
    else if (connection.learn(person.name, person.role))
      connection.send(noticeFrame({ type: "you", name: person.name, role: person.role }));
  }
}

/** The last that everybody sees is that it has ended. Outputs are for a next driver: there is none. */
function endIfEnded({ ledger, publisher, audience, objects }: ReactionParts): void {
  if (sessionOf(ledger.state).state !== "ended") return;
  publisher.publish();
  objects?.clear();
  for (const connection of audience.connections()) connection.close(closeCode.ended, "ended");
}
