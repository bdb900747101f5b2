/**
 * The session as one document tells it, read into plain values. Only what changed is read again, so that a board of
 * thousands costs no more than its changes. Never writes the document.
 */
import type { Doc, Map as SharedMap } from "yjs";
import * as z from "zod";
import { handoverSchema } from "#protocol/session/handover.ts";
import {
  commentIdSchema,
  participantIdSchema,
  runIdSchema,
  suggestionIdSchema,
} from "#protocol/session/ids.ts";
import { shownRunSchema } from "#protocol/session/shownRun.ts";
import {
  commentSchema,
  personSchema,
  rotationSchema,
  type SessionView,
  sessionInfoSchema,
  sharedRunSchema,
  suggestionSchema,
} from "#protocol/session/state.ts";

export interface Replica {
  /** Null until the document has arrived. A new object after every change, with the unchanged parts in it. */
  view(): SessionView | null;
}

interface Part<Value> {
  value(): Value;
}

/** Entries that do not fit their schema are left out: one that cannot be shown must not hide the others. */
function table<Entry>(
  map: SharedMap<unknown>,
  id: z.ZodType<string>,
  entry: z.ZodType<Entry>,
  changed: () => void,
): Part<Readonly<Record<string, Entry>>> {
  let entries: Record<string, Entry> = {};
  const read = (keys: Iterable<string>): void => {
    entries = { ...entries };
    for (const key of keys) {
      if (!id.safeParse(key).success) continue;
      const parsed = entry.safeParse(map.get(key));
      if (parsed.success) entries[key] = parsed.data;
      else delete entries[key];
    }
    changed();
  };
  map.observe((event) => read(event.keysChanged));
  read(map.keys());
  return { value: () => entries };
}

/** A map whose keys are the fields of one value. */
function record<Value>(
  map: SharedMap<unknown>,
  schema: z.ZodType<Value>,
  changed: () => void,
): Part<Value | null> {
  let value: Value | null = null;
  const read = (): void => {
    value = schema.safeParse(Object.fromEntries(map.entries())).data ?? null;
    changed();
  };
  map.observe(read);
  read();
  return { value: () => value };
}

const countSchema = z.number().int().nonnegative();

/** `onChange` is called once a transaction. */
export function createReplica(doc: Doc, onChange: () => void): Replica {
  let changed = false;
  const map = (part: keyof SessionView): SharedMap<unknown> => doc.getMap(part);
  const mark = (): void => {
    changed = true;
  };
  const session = record(map("session"), sessionInfoSchema, mark);
  const rotation = record(map("rotation"), rotationSchema, mark);
  const people = table(map("people"), participantIdSchema, personSchema, mark);
  const suggestions = table(map("suggestions"), suggestionIdSchema, suggestionSchema, mark);
  const votes = table(map("votes"), suggestionIdSchema, countSchema, mark);
  const comments = table(map("comments"), commentIdSchema, commentSchema, mark);
  const runs = table(map("runs"), runIdSchema, sharedRunSchema, mark);
  const shown = table(map("shown"), z.literal("run"), shownRunSchema, mark);
  const handover = table(map("handover"), z.literal("handover"), handoverSchema, mark);

  const gather = (): SessionView | null => {
    const [info, turns] = [session.value(), rotation.value()];
    if (info === null || turns === null) return null;
    return {
      session: info,
      people: people.value(),
      suggestions: suggestions.value(),
      votes: votes.value(),
      comments: comments.value(),
      rotation: turns,
      runs: runs.value(),
      shown: shown.value()["run"] ?? null,
      handover: handover.value()["handover"] ?? null,
    };
  };
  let view = gather();
  changed = false;
  doc.on("afterTransaction", () => {
    if (!changed) return;
    changed = false;
    view = gather();
    onChange();
  });
  return { view: () => view };
}
