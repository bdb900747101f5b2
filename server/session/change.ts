/**
 * A decision as data: rows that are put or taken away. The same list changes the state in memory, is stored, and is
 * shown in the document; so the three cannot differ.
 */
import { type Row, readVoteId, rowSchemas, type State, type TableName, type Tables } from "./state.ts";

export interface Change<Table extends TableName = TableName> {
  readonly table: Table;
  readonly id: string;
  /** Null takes the row away. */
  readonly value: Row<Table> | null;
}

export function put<Table extends TableName>(table: Table, id: string, value: Row<Table>): Change<Table> {
  return { table, id, value };
}

export function takeAway<Table extends TableName>(table: Table, id: string): Change<Table> {
  return { table, id, value: null };
}

/** A change from outside: a stored row. Throws a sentence on what does not fit its table. */
export function readChange(table: string, id: string, value: unknown): Change {
  const name = tableNames.find((known) => known === table);
  const row = name === undefined ? null : rowSchemas[name].safeParse(value);
  if (name === undefined || !row?.success)
    throw new Error(
      `The stored session cannot be read: its ${table} ${id} is of another version, or damaged.`,
    );
  return { table: name, id, value: row.data };
}

export const tableNames: readonly TableName[] = [
  "session",
  "participants",
  "suggestions",
  "votes",
  "comments",
  "rotation",
  "runs",
  "shown",
  "handover",
  "tokens",
  "invitations",
  "counters",
];

export function apply<Table extends TableName>(state: State, { table, id, value }: Change<Table>): void {
  const rows: Tables[Table] = state.tables[table];
  for (const { index, key, member } of places(state, table, id)) index.get(key)?.delete(member);
  if (value === null) rows.delete(id);
  else rows.set(id, value);
  for (const { index, key, member } of places(state, table, id)) {
    const members = index.get(key);
    if (members === undefined) index.set(key, new Set([member]));
    else members.add(member);
  }
}

interface Place {
  readonly index: Map<string, Set<string>>;
  readonly key: string;
  readonly member: string;
}

/** Where the indexes keep a row, as it stands. */
function places({ tables, indexes }: State, table: TableName, id: string): readonly Place[] {
  switch (table) {
    case "votes": {
      const { suggestion, participant } = readVoteId(id);
      if (!tables.votes.has(id)) return [];
      return [
        { index: indexes.votersOf, key: suggestion, member: participant },
        { index: indexes.votesOf, key: participant, member: suggestion },
      ];
    }
    case "comments":
      return place(indexes.commentsOn, tables.comments.get(id)?.suggestion, id);
    case "suggestions":
      return place(indexes.suggestionsOf, tables.suggestions.get(id)?.owner, id);
    default:
      return [];
  }
}

function place(index: Map<string, Set<string>>, key: string | undefined, member: string): readonly Place[] {
  return key === undefined ? [] : [{ index, key, member }];
}
