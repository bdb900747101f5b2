/** What the Suggestions page may ask of the extension. */
import type { FromSuggestions } from "#protocol/suggestionsPanel.ts";
import { post } from "../page/host.ts";

export function send(message: FromSuggestions): void {
  post(message);
}
