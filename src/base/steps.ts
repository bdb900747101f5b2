/** A few questions one after the other, as the editor's own commands ask: numbered, with a way back. */
import * as vscode from "vscode";

/** Of one question: `undefined` where the person gave up. */
export type Answer<Value> = { readonly value: Value } | "back" | undefined;

/** Puts an answer, where there is one, into a draft. */
export function withAnswer<Value, Draft>(
  answer: Answer<Value>,
  fill: (value: Value) => Draft,
): Answer<Draft> {
  return answer === undefined || answer === "back" ? answer : { value: fill(answer.value) };
}

export interface Position {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

/** Asks one question and gives the draft with its answer in it. */
export type Step<Draft> = (draft: Draft, position: Position) => Promise<Answer<Draft>>;

/** Null where the person gave up. */
export async function askSteps<Draft>(
  title: string,
  first: Draft,
  steps: readonly Step<Draft>[],
): Promise<Draft | null> {
  const drafts = [first];
  for (;;) {
    const draft = drafts.at(-1) ?? first;
    const step = steps[drafts.length - 1];
    if (step === undefined) return draft;
    const answer = await step(draft, { title, step: drafts.length, totalSteps: steps.length });
    if (answer === undefined) return null;
    if (answer === "back") drafts.pop();
    else drafts.push(answer.value);
  }
}

export interface TextQuestion {
  readonly prompt: string;
  readonly value: string;
  /** What is wrong with a text; null where nothing is. */
  readonly validate: (text: string) => string | null;
}

/** Gives a text that is not empty, trimmed. */
export function askText(position: Position, question: TextQuestion): Promise<Answer<string>> {
  const input = vscode.window.createInputBox();
  const look = () => {
    input.validationMessage = question.validate(input.value) ?? undefined;
  };
  input.prompt = question.prompt;
  input.value = question.value;
  input.onDidChangeValue(look);
  return answerOf(input, position, () => {
    const text = input.value.trim();
    return text === "" || question.validate(text) !== null ? undefined : { value: text };
  });
}

export interface ChoiceQuestion<Item extends vscode.QuickPickItem> {
  readonly placeholder: string;
  readonly items: readonly Item[];
}

/** One of the items. */
export function askOne<Item extends vscode.QuickPickItem>(
  position: Position,
  { placeholder, items }: ChoiceQuestion<Item>,
): Promise<Answer<Item>> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.placeholder = placeholder;
  pick.items = items;
  return answerOf(pick, position, () => {
    const [item] = pick.selectedItems;
    return item === undefined ? undefined : { value: item };
  });
}

/** Any of the items; those that are `picked` are chosen to begin with. */
export function askChoices<Item extends vscode.QuickPickItem>(
  position: Position,
  { placeholder, items }: ChoiceQuestion<Item>,
): Promise<Answer<readonly Item[]>> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.canSelectMany = true;
  pick.placeholder = placeholder;
  pick.items = items;
  pick.selectedItems = items.filter(({ picked }) => picked === true);
  return answerOf(pick, position, () => ({ value: pick.selectedItems }));
}

/** `accepted`: the answer when Enter is pressed; `undefined` for one that is none yet. */
function answerOf<Value>(
  input: Pick<vscode.InputBox, "buttons" | "onDidTriggerButton" | "onDidAccept"> & vscode.QuickInput,
  { title, step, totalSteps }: Position,
  accepted: () => { readonly value: Value } | undefined,
): Promise<Answer<Value>> {
  const answer = Promise.withResolvers<Answer<Value>>();
  input.title = title;
  input.ignoreFocusOut = true;
  input.step = totalSteps > 1 ? step : undefined;
  input.totalSteps = totalSteps > 1 ? totalSteps : undefined;
  input.buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
  input.onDidTriggerButton(() => answer.resolve("back"));
  input.onDidHide(() => answer.resolve(undefined));
  input.onDidAccept(() => {
    const value = accepted();
    if (value !== undefined) answer.resolve(value);
  });
  input.show();
  return answer.promise.finally(() => input.dispose());
}
