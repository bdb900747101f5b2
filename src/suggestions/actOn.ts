/** The commands on one suggestion: which one, whether it may be done, what has to be asked, and then the relay decides. */
import * as vscode from "vscode";
import type { ClientState } from "#client/createClient.ts";
import type { Command } from "#protocol/session/commands.ts";
import { limits } from "#protocol/session/limits.ts";
import { refusalMessages } from "#protocol/session/refusal.ts";
import type { Suggestion } from "#protocol/session/state.ts";
import type { CardAction } from "#protocol/suggestionsPanel.ts";
import { Complaint } from "../base/complaint.ts";
import { plainText } from "../base/plainText.ts";
import { requireJoined } from "../session/requireJoined.ts";
import type { SessionController } from "../session/sessionController.ts";
import { askRelay } from "./askRelay.ts";
import { askWords } from "./askWords.ts";
import { chooseSuggestion } from "./chooseSuggestion.ts";
import { type Given, givenSuggestion } from "./givenSuggestion.ts";
import { isAllowed, isOwn, isPossible, possibleActions } from "./possible.ts";
import { actionTitles } from "./words.ts";

interface Subject {
  readonly client: ClientState;
  readonly given: Given;
  readonly suggestion: Suggestion;
}

/** Does the action on the suggestion that the argument names, or on one that the person chooses. */
export async function actOn(
  session: SessionController,
  action: CardAction,
  argument: unknown,
): Promise<void> {
  const { client } = requireJoined(session);
  const given = givenSuggestion(argument) ?? (await choose(client, action));
  if (given === null) return;
  const suggestion = client.view?.suggestions[given.suggestion];
  if (suggestion === undefined) throw new Complaint(refusalMessages["not-found"]);
  if (!isAllowed(client, action, given.suggestion, suggestion)) {
    throw new Complaint(refusalMessages.forbidden);
  }
  if (!isPossible(action, suggestion)) throw new Complaint(refusalMessages["not-possible"]);
  const command = await commandFor(action, { client, given, suggestion });
  if (command !== null) await askRelay(session, command);
}

async function choose(client: ClientState, action: CardAction): Promise<Given | null> {
  const isOffered = (id: string, suggestion: Suggestion) =>
    possibleActions(client, id, suggestion).includes(action);
  const id = await chooseSuggestion(client, actionTitles()[action], isOffered);
  return id === null ? null : { suggestion: id };
}

/** Null where the person gave up. */
async function commandFor(action: CardAction, subject: Subject): Promise<Command | null> {
  const { client, suggestion, given } = subject;
  const id = given.suggestion;
  switch (action) {
    case "vote":
      return { type: client.votes.has(id) ? "suggestion.unvote" : "suggestion.vote", suggestion: id };
    case "pin":
      return { type: "suggestion.pin", suggestion: id, pinned: suggestion.pinned !== true };
    case "comment":
    case "decline":
    case "edit":
      return await commandWithWords(action, subject);
    case "withdraw":
      return (await maySurelyGo(subject)) ? { type: "suggestion.withdraw", suggestion: id } : null;
    case "merge":
      return await mergeCommand(subject);
    default:
      return { type: `suggestion.${action}`, suggestion: id };
  }
}

async function commandWithWords(
  action: "comment" | "decline" | "edit",
  { given, suggestion }: Subject,
): Promise<Command | null> {
  const about = plainText(suggestion.text, 60);
  const questions = {
    comment: {
      prompt: vscode.l10n.t("Your comment on: {0}", about),
      longest: limits.commentCharacters,
    },
    decline: {
      prompt: vscode.l10n.t("Why not? Everybody can read the reason: {0}", about),
      longest: limits.reasonCharacters,
    },
    edit: {
      prompt: vscode.l10n.t("The suggestion's text."),
      longest: limits.suggestionCharacters,
      value: suggestion.text,
    },
  };
  const title = actionTitles()[action];
  const text = given.text ?? (await askWords({ title, ...questions[action] }));
  if (text === null) return null;
  const id = given.suggestion;
  switch (action) {
    case "comment":
      return { type: "suggestion.comment", suggestion: id, text };
    case "decline":
      return { type: "suggestion.decline", suggestion: id, reason: text };
    case "edit":
      return { type: "suggestion.edit", suggestion: id, revision: suggestion.revision ?? 0, text };
  }
}

/** What others added goes with it: then the person is asked. */
async function maySurelyGo({ client, given, suggestion }: Subject): Promise<boolean> {
  const id = given.suggestion;
  const votes = (client.view?.votes[id] ?? 0) - (client.votes.has(id) ? 1 : 0);
  const comments = Object.values(client.view?.comments ?? {}).some(({ suggestion: of }) => of === id);
  const isAlone = isOwn(client, id, suggestion) && votes <= 0 && !comments;
  if (given.sure === true || isAlone) return true;
  const withdraw = vscode.l10n.t("Withdraw");
  const detail = vscode.l10n.t("Its votes and comments go with it, and nobody can bring them back.");
  const sentence = vscode.l10n.t("Withdraw this suggestion: {0}", plainText(suggestion.text, 60));
  return (await vscode.window.showWarningMessage(sentence, { modal: true, detail }, withdraw)) === withdraw;
}

async function mergeCommand({ client, given }: Subject): Promise<Command | null> {
  const id = given.suggestion;
  const isTarget = (other: string, suggestion: Suggestion) =>
    other !== id && possibleActions(client, other, suggestion).includes("merge");
  const title = vscode.l10n.t("Merge into which suggestion? It gets the votes, and this one is archived.");
  const into = given.into ?? (await chooseSuggestion(client, title, isTarget));
  return into === null ? null : { type: "suggestion.merge", suggestion: id, into };
}
