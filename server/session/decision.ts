/** What deciding needs and gives. */
import type { CommandOf, CommandType } from "#protocol/session/commands.ts";
import type { Limits } from "#protocol/session/limits.ts";
import { type RefusalReason, refusalMessages } from "#protocol/session/refusal.ts";
import type { CommandResult } from "#protocol/session/wire.ts";
import { type Change, put } from "./change.ts";
import type { State } from "./state.ts";

/** What a decision may know besides the state; nothing else, so that it can be made again. */
export interface Circumstances {
  /** Monotonic milliseconds. */
  readonly now: number;
  /** Milliseconds since 1970, to be shown. */
  readonly wall: number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Whether a participant is connected, or was a moment ago. */
  readonly isHere: (participant: string) => boolean;
  readonly limits: Limits;
}

export interface Asked extends Circumstances {
  /** Who asks. */
  readonly participant: string;
}

export interface Decision {
  readonly result: CommandResult;
  readonly changes: readonly Change[];
}

/** One command's own decision; that the sender may ask for it is settled already. */
export type Handler<Type extends CommandType> = (
  state: State,
  command: CommandOf<Type>,
  asked: Asked,
) => Decision;

export type Handlers<Type extends CommandType> = { readonly [Name in Type]: Handler<Name> };

export function done(...changes: readonly Change[]): Decision {
  return { result: { ok: true }, changes };
}

export function doneMaking(made: string, ...changes: readonly Change[]): Decision {
  return { result: { ok: true, made }, changes };
}

export const unchanged: Decision = { result: { ok: true, unchanged: true }, changes: [] };

export function refused(reason: RefusalReason): Decision {
  return { result: { ok: false, reason, message: refusalMessages[reason] }, changes: [] };
}

/** The next id of a kind, and the change that counts it. */
export function nextId(
  { tables }: State,
  letter: "p" | "s" | "c" | "r" | "b",
): { id: string; counted: Change } {
  const number = (tables.counters.get(letter) ?? 0) + 1;
  return { id: `${letter}${number}`, counted: put("counters", letter, number) };
}
