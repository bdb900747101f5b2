/**
 * The document that the replicas hold: a projection of the state, written by the relay alone. One document is one
 * epoch; it grows with every change and is never made anew under its name. [DOC-*], [EPOCH-1]
 */
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from "lib0/encoding";
import * as Y from "yjs";
import type { SessionView } from "#protocol/session/state.ts";
import { messageType } from "#protocol/session/wire.ts";
import { type Change, tableNames } from "./session/change.ts";
import { indexed, readVoteId, type State, type TableName, voteId } from "./session/state.ts";

/** The roots of the document. */
type Root = keyof SessionView;

/** A key of a root and its value as everybody sees it; undefined where nothing is there. */
interface Entry {
  readonly root: Root;
  readonly key: string;
  readonly value: unknown;
}

/** Replicas that come back knew one of a few states; nobody makes the relay remember more by claiming others. */
const rememberedAnswers = 64;

type RowName = Pick<Change, "table" | "id">;

export interface Replica {
  /** Takes what the state says in these rows over. Gives the frame that brings others along, null if nothing is new. */
  show(state: State, rows: Iterable<RowName>): Uint8Array | null;
  /** The answer to a replica that has everything before this number of the relay's; 0 has nothing. */
  answer(known: number): Uint8Array;
  /** The relay's number in a replica's state vector; 0 in one that is none. */
  known(stateVector: Uint8Array): number;
  /** Bytes of the whole. */
  bytes(): number;
  view(): { [Name in Root]: unknown };
  destroy(): void;
}

export function createReplica(state: State): Replica {
  const document = new Y.Doc();
  const answers = new Map<number, Uint8Array>();
  const updates: Uint8Array[] = [];
  document.on("update", (update: Uint8Array) => {
    updates.push(update);
    answers.clear();
  });

  function show(from: State, rows: Iterable<RowName>): Uint8Array | null {
    const changed = new Map<string, Entry>();
    for (const { table, id } of rows)
      for (const entry of entries(from, table, id)) changed.set(`${entry.root}/${entry.key}`, entry);
    document.transact(() => {
      for (const entry of changed.values()) set(document, entry);
    });
    const update = updates.pop();
    return update === undefined ? null : syncFrame(2, update);
  }

  function answer(known: number): Uint8Array {
    const ready = answers.get(known);
    if (ready !== undefined) return ready;
    const vector = Y.encodeStateVector(new Map([[document.clientID, known]]));
    const frame = syncFrame(1, Y.encodeStateAsUpdate(document, vector));
    if (answers.size < rememberedAnswers) answers.set(known, frame);
    return frame;
  }

  show(state, everyRow(state));
  return {
    show,
    answer,
    known: (vector) => readVector(vector).get(document.clientID) ?? 0,
    bytes: () => answer(0).byteLength,
    view: () => ({
      session: document.getMap("session").toJSON(),
      people: document.getMap("people").toJSON(),
      suggestions: document.getMap("suggestions").toJSON(),
      votes: document.getMap("votes").toJSON(),
      comments: document.getMap("comments").toJSON(),
      rotation: document.getMap("rotation").toJSON(),
      runs: document.getMap("runs").toJSON(),
      shown: document.getMap("shown").get("run") ?? null,
      handover: document.getMap("handover").get("handover") ?? null,
    }),
    destroy: () => document.destroy(),
  };
}

function readVector(bytes: Uint8Array): Map<number, number> {
  try {
    return Y.decodeStateVector(bytes);
  } catch {
    return new Map();
  }
}

/** Yjs's sync message: 1 answers a replica's question, 2 is what came since. */
function syncFrame(kind: 1 | 2, update: Uint8Array): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, messageType.sync);
  writeVarUint(encoder, kind);
  writeVarUint8Array(encoder, update);
  return toUint8Array(encoder);
}

function set(document: Y.Doc, { root, key, value }: Entry): void {
  const map = document.getMap(root);
  if (value === undefined) map.delete(key);
  else if (map.get(key) !== value) map.set(key, value);
}

/** What a row, as it stands, is in the document. */
function entries(state: State, table: TableName, id: string): readonly Entry[] {
  const { tables, indexes } = state;
  switch (table) {
    case "session":
      return fields("session", tables.session.get(id));
    case "rotation": {
      const { clock: _clock, warned: _warned, ...shown } = tables.rotation.get(id) ?? {};
      return fields("rotation", shown);
    }
    case "participants": {
      const { shown = false, removed: _removed, ...person } = tables.participants.get(id) ?? {};
      return [{ root: "people", key: id, value: shown ? person : undefined }];
    }
    case "suggestions": {
      const { owner: _owner, ...shown } = tables.suggestions.get(id) ?? {};
      return [{ root: "suggestions", key: id, value: tables.suggestions.has(id) ? shown : undefined }];
    }
    case "votes": {
      const { suggestion } = readVoteId(id);
      const count = indexed(indexes.votersOf, suggestion).size;
      return [{ root: "votes", key: suggestion, value: count === 0 ? undefined : count }];
    }
    case "comments":
      return [{ root: "comments", key: id, value: tables.comments.get(id) }];
    case "runs":
      return [{ root: "runs", key: id, value: tables.runs.get(id) }];
    case "shown":
      return [{ root: "shown", key: id, value: tables.shown.get(id) }];
    case "handover":
      return [{ root: "handover", key: id, value: tables.handover.get(id) }];
    default:
      return [];
  }
}

function fields(root: Root, row: object | undefined): readonly Entry[] {
  return Object.entries(row ?? {}).map(([key, value]) => ({ root, key, value }));
}

/** Of the votes for a suggestion one stands for all. */
function* everyRow({ tables, indexes }: State): Iterable<RowName> {
  for (const suggestion of indexes.votersOf.keys()) yield { table: "votes", id: voteId(suggestion, "") };
  for (const table of tableNames)
    if (table !== "votes") for (const id of tables[table].keys()) yield { table, id };
}
