/** Who gets in: invitations become participants, tokens say who somebody is. [TOKEN-*], [JOIN-*] */
import { roomOf } from "#protocol/session/ids.ts";
import { type Joined, type JoinRefused, joinRequestSchema } from "#protocol/session/invitation.ts";
import type { Limits } from "#protocol/session/limits.ts";
import { type RefusalReason, refusalMessages } from "#protocol/session/refusal.ts";
import { type Role, roleSchema } from "#protocol/session/roles.ts";
import { closeCode } from "#protocol/session/wire.ts";
import type { Ledger } from "./ledger.ts";
import type { Clock } from "./options.ts";
import { createRate } from "./rate.ts";
import { hashOf, newInvitationCode, newToken } from "./secrets.ts";
import { decideJoin } from "./session/people.ts";
import { invite } from "./session/session.ts";
import { participantOf, sessionOf } from "./session/state.ts";

export type JoinAnswer = { readonly joined: Joined } | { readonly refused: JoinRefused };

export type Identity =
  | { readonly participant: string }
  /** The close code and its words. */
  | { readonly code: number; readonly reason: string };

export interface Admission {
  /** A code that is good from now on. */
  invite(role: Role): string;
  /** `body`: what was posted, as parsed. Answers when the new participant is stored. */
  join(body: unknown, answered: (answer: JoinAnswer) => void): void;
  identify(token: string | null): Identity;
}

export interface AdmissionParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly limits: Limits;
}

export function createAdmission({ ledger, clock, limits }: AdmissionParts): Admission {
  const { state } = ledger;
  const joins = createRate(limits.joinsPerSecond, limits.joinsPerSecond);

  /** The role that a code gives, or why it gives none. */
  function roleFor(code: string): Role | RefusalReason {
    const session = sessionOf(state);
    const invitation = state.tables.invitations.get(hashOf(code));
    if (session.state === "ended") return "ended";
    if (invitation === undefined || invitation.expires <= clock.wall()) return "invitation-refused";
    if (session.locked) return "locked";
    return state.tables.participants.size >= limits.participants ? "too-many" : invitation.role;
  }

  function admit(name: string, role: Role, answered: (answer: JoinAnswer) => void): void {
    const token = newToken();
    const expires = clock.wall() + limits.tokenMilliseconds;
    let participant = "";
    ledger.enact(
      (rows, circumstances) => {
        const joiner = { name, role, tokenHash: hashOf(token), expires };
        const decided = decideJoin(rows, joiner, circumstances);
        participant = decided.participant;
        return decided.changes;
      },
      () => {
        const { id: session, epoch } = sessionOf(state);
        answered({ joined: { session, room: roomOf(session, epoch), participant, token, role } });
      },
    );
  }

  return {
    invite(role) {
      const code = newInvitationCode();
      ledger.enact((rows) => invite(rows, { hash: hashOf(code), role, wall: clock.wall(), limits }));
      return code;
    },
    join(body, answered) {
      if (!ledger.works()) return answered(refusal("unavailable"));
      if (!joins.take(clock.monotonic())) return answered(refusal("too-fast"));
      const request = joinRequestSchema.safeParse(body);
      if (!request.success) return answered(refusal("malformed"));
      const role = roleFor(request.data.code);
      if (isRole(role)) admit(request.data.name, role, answered);
      else answered(refusal(role));
    },
    identify(token) {
      const known = token === null ? undefined : state.tables.tokens.get(hashOf(token));
      if (known === undefined || known.expires <= clock.wall())
        return { code: closeCode.tokenRefused, reason: "token refused" };
      if (participantOf(state, known.participant) === undefined)
        return { code: closeCode.removed, reason: "removed" };
      return { participant: known.participant };
    },
  };
}

function refusal(reason: RefusalReason): JoinAnswer {
  return { refused: { reason, message: refusalMessages[reason] } };
}

function isRole(role: Role | RefusalReason): role is Role {
  return roleSchema.safeParse(role).success;
}
