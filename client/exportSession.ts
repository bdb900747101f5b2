/** The whole session as one value, for a facilitator: also after its end. [JOIN-7], [TOKEN-2] */
import { type SessionView, sessionViewSchema } from "#protocol/session/state.ts";
import { askRelay } from "./relayRequest.ts";

/** Twenty megabytes, the largest there is, over a slow line. */
const patienceMilliseconds = 120_000;

/** Throws `RelayRefusedError`, `RelayUnreachableError`. */
export async function exportSession(relay: string, token: string): Promise<SessionView> {
  const init = { headers: { authorization: `Bearer ${token}` } };
  return await askRelay({ relay, path: "/export", init, answer: sessionViewSchema, patienceMilliseconds });
}
