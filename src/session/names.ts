/** What a participant is called on this screen. */
import type { ClientState } from "#client/createClient.ts";
import { plainText } from "../base/plainText.ts";

/** Ready to be shown; the participant's id where the relay has told no name. */
export function nameOf({ view, roster }: Pick<ClientState, "view" | "roster">, participant: string): string {
  const name = view?.people[participant]?.name ?? roster.people.get(participant)?.name;
  return name === undefined ? participant : plainText(name);
}
