/** "Post Suggestion": with a selection about that code, from the gutter about its lines, else about nothing. */
import * as vscode from "vscode";
import * as z from "zod";
import type { ClientState } from "#client/createClient.ts";
import { limits } from "#protocol/session/limits.ts";
import { refusalMessages } from "#protocol/session/refusal.ts";
import { suggestionKinds } from "#protocol/session/state.ts";
import { Complaint } from "../base/complaint.ts";
import { plainText } from "../base/plainText.ts";
import { requireJoined } from "../session/requireJoined.ts";
import { mayAsk } from "../session/rights.ts";
import type { SessionController } from "../session/sessionController.ts";
import { askRelay } from "./askRelay.ts";
import { askWords } from "./askWords.ts";
import { anchorAt, placeOf, type SelectedPlace, selectedPlace } from "./selectionAnchor.ts";

/** As the command's argument nobody is asked. */
const plannedSchema = z.strictObject({
  text: z.string(),
  kind: z.enum(suggestionKinds).default("idea"),
  anonymous: z.boolean().default(false),
});

type Planned = z.infer<typeof plannedSchema>;

/** What was written into an empty thread of the gutter. */
interface Written {
  readonly thread: vscode.CommentThread;
  readonly text: string;
}

function isWritten(argument: unknown): argument is Written {
  if (typeof argument !== "object" || argument === null) return false;
  return "thread" in argument && "text" in argument && typeof argument.text === "string";
}

export async function postSuggestion(session: SessionController, argument: unknown): Promise<void> {
  const { client } = requireJoined(session);
  if (!mayAsk(client, "suggestion.post")) throw new Complaint(refusalMessages.forbidden);
  if (isWritten(argument)) return await postWritten(session, client, argument);
  const place = selectedPlace();
  const planned = plannedSchema.safeParse(argument).data ?? (await ask(client, place));
  if (planned !== null) await post(session, planned, place);
}

async function postWritten(
  session: SessionController,
  client: ClientState,
  { thread, text }: Written,
): Promise<void> {
  const { uri, range } = thread;
  const document = await vscode.workspace.openTextDocument(uri);
  const anonymous = await askAnonymous(client);
  if (anonymous === null) return;
  // A thread of its own comes with the suggestion.
  thread.dispose();
  const place = range === undefined ? null : placeOf(document, range);
  await post(session, { text, kind: "idea", anonymous }, place);
}

async function post(
  session: SessionController,
  { text, kind, anonymous }: Planned,
  place: SelectedPlace | null,
): Promise<void> {
  const anchor = place === null ? {} : { anchor: await anchorAt(place) };
  const decision = askRelay(session, {
    type: "suggestion.post",
    text,
    kind,
    ...anchor,
    ...(anonymous ? { anonymous } : {}),
  });
  vscode.window.setStatusBarMessage(sentWords(requireJoined(session).client), 4000);
  await decision;
}

function sentWords({ status }: ClientState): string {
  return status.state === "connected"
    ? vscode.l10n.t("Baton: suggestion sent")
    : vscode.l10n.t("Baton: the suggestion is sent when the connection is back");
}

/** Null where the person gave up. */
async function ask(client: ClientState, place: SelectedPlace | null): Promise<Planned | null> {
  const text = await askWords({
    title: vscode.l10n.t("Post Suggestion"),
    prompt: promptFor(place),
    longest: limits.suggestionCharacters,
  });
  const anonymous = text === null ? null : await askAnonymous(client);
  return text === null || anonymous === null ? null : { text, kind: "idea", anonymous };
}

function promptFor(place: SelectedPlace | null): string {
  if (place === null) return vscode.l10n.t("What should we try?");
  const [first, last] = place.lines ?? [1, 1];
  const path = plainText(place.path, 120);
  return first === last
    ? vscode.l10n.t("What should we try? About {0}, line {1}.", path, first)
    : vscode.l10n.t("What should we try? About {0}, lines {1} to {2}.", path, first, last);
}

/** Asked only where the session takes suggestions without a name. Null where the person gave up. */
async function askAnonymous({ me, view }: ClientState): Promise<boolean | null> {
  if (view?.session.anonymous !== true) return false;
  const named = {
    label: vscode.l10n.t("With my name"),
    description: plainText(me.name ?? ""),
    anonymous: false,
  };
  const nameless = { label: vscode.l10n.t("Without a name"), anonymous: true };
  const title = vscode.l10n.t("Post Suggestion");
  const chosen = await vscode.window.showQuickPick([named, nameless], { title });
  return chosen?.anonymous ?? null;
}
