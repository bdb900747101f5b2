/** Requests to a relay's door over HTTP: an answer of the expected shape, or an error that says which of two it was. */
import type * as z from "zod";
import { joinRefusedSchema } from "#protocol/session/invitation.ts";
import type { RefusalReason } from "#protocol/session/refusal.ts";

/** The relay's no, with a sentence for people. */
export class RelayRefusedError extends Error {
  override readonly name = "RelayRefusedError";
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

export function unreachable(relay: string, cause: unknown): RelayUnreachableError {
  return new RelayUnreachableError(`There is no relay at ${relay}, or it cannot be reached from here.`, {
    cause,
  });
}

export function noRelay(relay: string): RelayUnreachableError {
  return new RelayUnreachableError(`What answers at ${relay} is no relay of Baton's.`);
}

export interface RelayRequest<Answer> {
  /** `http://host:port` or `https://host:port`. */
  readonly relay: string;
  readonly path: string;
  readonly init: RequestInit;
  readonly answer: z.ZodType<Answer>;
  readonly patienceMilliseconds: number;
}

async function fetched<Answer>(request: RelayRequest<Answer>): Promise<{ ok: boolean; content: unknown }> {
  const { relay, path, init, patienceMilliseconds } = request;
  try {
    const signal = AbortSignal.timeout(patienceMilliseconds);
    const response = await fetch(`${relay}${path}`, { ...init, redirect: "error", signal });
    return { ok: response.ok, content: await response.json() };
  } catch (cause) {
    throw unreachable(relay, cause);
  }
}

/** Throws `RelayRefusedError`, `RelayUnreachableError`. */
export async function askRelay<Answer>(request: RelayRequest<Answer>): Promise<Answer> {
  const { ok, content } = await fetched(request);
  const answer = request.answer.safeParse(content);
  if (ok && answer.success) return answer.data;
  const refused = joinRefusedSchema.safeParse(content);
  if (refused.success) throw new RelayRefusedError(refused.data.reason, refused.data.message);
  throw noRelay(request.relay);
}
