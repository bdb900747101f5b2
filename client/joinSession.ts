/** Turns an invitation into an identity. The token that comes back is the participant's key: to be kept secret. */
import {
  type Invitation,
  type Joined,
  type JoinRequest,
  joinedSchema,
} from "#protocol/session/invitation.ts";
import { askRelay } from "./relayRequest.ts";

export { RelayRefusedError as JoinRefusedError, RelayUnreachableError } from "./relayRequest.ts";

const patienceMilliseconds = 15_000;

/** Throws `JoinRefusedError`, `RelayUnreachableError`. */
export async function joinSession({ relay, code }: Invitation, name: string): Promise<Joined> {
  const request: JoinRequest = { code, name };
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(request) };
  return await askRelay({ relay, path: "/join", init, answer: joinedSchema, patienceMilliseconds });
}
