/** What is asked of a person before a session: the name, and whether a recap and commits may say it. */
import * as vscode from "vscode";
import { type Answer, askOne, askText, type Position, withAnswer } from "../base/steps.ts";
import { gitEmail, type Naming, whyNoName } from "../session/joining/person.ts";

export async function askName<Draft extends { readonly name: string }>(
  draft: Draft,
  position: Position,
): Promise<Answer<Draft>> {
  const answer = await askText(position, {
    prompt: vscode.l10n.t("Your name, as the others will see it."),
    value: draft.name,
    validate: whyNoName,
  });
  return withAnswer(answer, (name) => ({ ...draft, name }));
}

export async function askNaming<Draft extends Naming>(
  draft: Draft,
  position: Position,
): Promise<Answer<Draft>> {
  const address = await gitEmail();
  const coAuthor = {
    label: vscode.l10n.t("Name me in the recap and as co-author of commits"),
    description: vscode.l10n.t("{0}; the others in the session see the address", address ?? ""),
    named: true,
    email: address,
  };
  const items = [
    { label: vscode.l10n.t("Name me in the recap"), named: true, email: null },
    ...(address === null ? [] : [coAuthor]),
    { label: vscode.l10n.t("Leave my name out"), named: false, email: null },
  ];
  const placeholder = vscode.l10n.t("A facilitator may save a recap of the session. May it name you?");
  const answer = await askOne(position, { placeholder, items });
  return withAnswer(answer, ({ named, email }) => ({ ...draft, named, email }));
}
