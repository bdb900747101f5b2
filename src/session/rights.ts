/** What this participant may ask for, by the relay's own table: views enable their buttons by it. */
import type { ClientState } from "#client/createClient.ts";
import { type Action, mayDo } from "#protocol/session/permissions.ts";

export function drives({ me, view }: Pick<ClientState, "me" | "view">): boolean {
  return view !== null && view.rotation.driver === me.participant;
}

/** `owns`: what the action is about belongs to this participant. Nothing is allowed before the relay has told the role. */
export function mayAsk(
  state: Pick<ClientState, "me" | "view">,
  action: Action,
  { owns = false }: { owns?: boolean } = {},
): boolean {
  const { role } = state.me;
  return role !== null && mayDo(action, { role, drives: drives(state), owns });
}
