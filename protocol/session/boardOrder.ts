/** The order of the board (SPEC.md, [DOC-4]): the same in every view. Pure. */

/** What has no id of the relay's yet is newer than what has. */
function orderOf(id: string): number {
  return /^s[1-9]\d{0,8}$/.test(id) ? Number(id.slice(1)) : Number.MAX_SAFE_INTEGER;
}

export interface Aged {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Ranked extends Aged {
  readonly pinned: boolean;
  readonly votes: number;
}

function byAge(one: Aged, other: Aged): number {
  return one.at - other.at || orderOf(one.id) - orderOf(other.id);
}

/** Pinned first, then by votes, then the oldest first. */
export function byRank(one: Ranked, other: Ranked): number {
  return Number(other.pinned) - Number(one.pinned) || other.votes - one.votes || byAge(one, other);
}

export function newestFirst(one: Aged, other: Aged): number {
  return byAge(other, one);
}
