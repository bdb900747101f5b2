/** What the session's word of a handover means to the participant here. */
import type { ClientState } from "#client/createClient.ts";
import type { Handover } from "#protocol/session/handover.ts";
import { nameOf } from "../session/names.ts";
import { isAway } from "../session/rotation/order.ts";

/**
 * Who is handing over at the moment: what is taken before that has ended lacks the last turn. Ready to be shown; null
 * where nobody is, or nobody who is here.
 */
export function whoHandsOver(client: ClientState): string | null {
  const handover = client.view?.handover ?? null;
  if (handover === null || handover.by === client.me.participant) return null;
  const hands = handover.standing.type === "handingOver" && !isAway(client, handover.by);
  return hands ? nameOf(client, handover.by) : null;
}

/** What this participant took last in the turn, by the handovers that were shown one after the other. */
export interface Taking {
  readonly turn: number;
  /** Null where they took nothing yet. */
  readonly commit: string | null;
}

export function takingAfter(
  { turn, commit }: Taking,
  shown: Handover | null,
  me: string,
  now: number,
): Taking {
  if (shown?.by === me && shown.standing.type === "taken")
    return { turn: now, commit: shown.standing.commit };
  return { turn: now, commit: turn === now ? commit : null };
}

/** Whether it was handed over after this participant had taken the seat: the turn began without it. */
export function isLate({ commit }: Taking, { by, standing }: Handover, me: string): boolean {
  return commit !== null && by !== me && standing.type === "handedOver" && standing.commit !== commit;
}
