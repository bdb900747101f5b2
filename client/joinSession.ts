/** Turns an invitation into an identity. The token that comes back is the participant's key: to be kept secret. */
import {
  type Invitation,
  type Joined,
  type JoinRequest,
  joinedSchema,
  joinRefusedSchema,
} from "#protocol/session/invitation.ts";
import type { RefusalReason } from "#protocol/session/refusal.ts";

/** The relay's no, with a sentence for people. */
export class JoinRefusedError extends Error {
  override readonly name = "JoinRefusedError";
  readonly reason: RefusalReason;
  constructor(reason: RefusalReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Nobody answered, or somebody who is no relay. */
export class RelayUnreachableError extends Error {
  override readonly name = "RelayUnreachableError";
}

const patienceMilliseconds = 15_000;

async function ask(relay: string, request: JoinRequest): Promise<{ ok: boolean; content: unknown }> {
  try {
    const response = await fetch(`${relay}/join`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request),
      redirect: "error",
      signal: AbortSignal.timeout(patienceMilliseconds),
    });
    return { ok: response.ok, content: await response.json() };
  } catch (cause) {
    throw new RelayUnreachableError(`There is no relay at ${relay}, or it cannot be reached from here.`, {
      cause,
    });
  }
}

/** Throws `JoinRefusedError`, `RelayUnreachableError`. */
export async function joinSession({ relay, code }: Invitation, name: string): Promise<Joined> {
  const { ok, content } = await ask(relay, { code, name });
  const joined = joinedSchema.safeParse(content);
  if (ok && joined.success) return joined.data;
  const refused = joinRefusedSchema.safeParse(content);
  if (refused.success) throw new JoinRefusedError(refused.data.reason, refused.data.message);
  throw new RelayUnreachableError(`What answers at ${relay} is no relay of Baton's.`);
}
