/** One suggestion as a thread: what it shows of its card, and nothing in it that formats or links. */
import * as vscode from "vscode";
import type { Card, CardComment } from "#protocol/suggestionsPanel.ts";
import { plainMarkdown } from "../base/plainMarkdown.ts";
import { plainText } from "../base/plainText.ts";
import { statusWord } from "./words.ts";

/** Commands in a comment's menu learn by it which suggestion they are about. */
interface SuggestionComment extends vscode.Comment {
  readonly suggestion: string;
}

export interface ShownThread {
  readonly card: Card;
  readonly uri: vscode.Uri;
  readonly thread: vscode.CommentThread;
  /** By their ids: what did not change stays, so that nothing flickers. */
  readonly comments: ReadonlyMap<string, SuggestionComment>;
}

/** Draws the card into the thread that is shown, or into a new one. */
export function showThread(
  controller: vscode.CommentController,
  uri: vscode.Uri,
  card: Card,
  shown: ShownThread | null,
): ShownThread {
  const comments = commentsOf(card, shown);
  const list = [...comments.values()];
  const thread = shown?.thread ?? controller.createCommentThread(uri, rangeOf(card), list);
  thread.range = rangeOf(card);
  thread.comments = list;
  thread.label = labelOf(card);
  thread.canReply = card.may.includes("comment");
  thread.contextValue = actionsOf(card);
  thread.state = isSettled(card) ? vscode.CommentThreadState.Resolved : vscode.CommentThreadState.Unresolved;
  return { card, uri, thread, comments };
}

function isSettled({ status }: Card): boolean {
  return status === "done" || status === "declined";
}

function rangeOf({ anchor }: Card): vscode.Range {
  const [first, last] = anchor?.lines ?? [1, 1];
  return new vscode.Range(first - 1, 0, last - 1, 0);
}

function labelOf({ votes, status, reason, anchor }: Card): string {
  const parts = [
    votes === 1 ? vscode.l10n.t("1 vote") : vscode.l10n.t("{0} votes", votes),
    statusWord(status),
    reason === null ? null : plainText(reason, 200),
    anchor?.standing === "stale" ? vscode.l10n.t("the code has moved on") : null,
  ];
  return parts.filter((part) => part !== null).join(" · ");
}

function commentsOf(card: Card, shown: ShownThread | null): Map<string, SuggestionComment> {
  const author = card.author ?? vscode.l10n.t("anonymous");
  const said: CardComment[] = [{ ...card, author }, ...card.comments];
  return new Map(said.map((each) => [each.id, commentFrom(each, card, shown?.comments.get(each.id))]));
}

/** The editor tells comments apart by their objects: one that is shown is changed, not replaced. */
function commentFrom(said: CardComment, card: Card, before?: SuggestionComment): SuggestionComment {
  const comment: SuggestionComment = {
    suggestion: card.id,
    author: { name: plainText(said.author) },
    body: plainMarkdown(said.text),
    mode: vscode.CommentMode.Preview,
    timestamp: new Date(said.at),
    // What may be done with the suggestion stands at its own words.
    contextValue: said.id === card.id ? actionsOf(card) : "",
  };
  if (said.pending) comment.label = vscode.l10n.t("not sent yet");
  if (before === undefined) return comment;
  delete before.label;
  return Object.assign(before, comment);
}

/** `.vote.accept.`: when-clauses look for one of them between its dots. */
function actionsOf({ may }: Card): string {
  return `.${may.join(".")}.`;
}
