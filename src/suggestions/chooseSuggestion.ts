/** Asks for one of the board's suggestions. What others wrote stands there as plain text. */
import * as vscode from "vscode";
import type { ClientState } from "#client/createClient.ts";
import { byRank } from "#protocol/session/boardOrder.ts";
import type { Suggestion } from "#protocol/session/state.ts";
import { plainText } from "../base/plainText.ts";
import { nameOf } from "../session/names.ts";
import { statusWord } from "./words.ts";

/** What a label has room for. */
const labelLength = 100;

function itemOf(client: ClientState, id: string, suggestion: Suggestion) {
  const { text, author, status } = suggestion;
  const votes = client.view?.votes[id] ?? 0;
  const facts = [
    votes === 1 ? vscode.l10n.t("1 vote") : vscode.l10n.t("{0} votes", votes),
    author === undefined ? vscode.l10n.t("anonymous") : nameOf(client, author),
    statusWord(status),
  ];
  const rank = { id, votes, at: suggestion.at, pinned: suggestion.pinned === true };
  return { label: plainText(text, labelLength), description: facts.join(" · "), rank };
}

/** In the board's order; null where nothing was chosen. */
export async function chooseSuggestion(
  client: ClientState,
  title: string,
  fits: (id: string, suggestion: Suggestion) => boolean,
): Promise<string | null> {
  const suggestions = Object.entries(client.view?.suggestions ?? {});
  const items = suggestions
    .filter(([id, suggestion]) => fits(id, suggestion))
    .map(([id, suggestion]) => itemOf(client, id, suggestion))
    .sort((one, other) => byRank(one.rank, other.rank));
  const placeHolder =
    items.length > 0
      ? vscode.l10n.t("Which suggestion?")
      : vscode.l10n.t("There is no suggestion that this can be done with.");
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  return chosen?.rank.id ?? null;
}
