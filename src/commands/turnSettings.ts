/** How the rotation goes on: the length of a turn, who drives next, breaks. Each asks with a list of what is usual. */
import * as vscode from "vscode";
import * as z from "zod";
import { limits } from "#protocol/session/limits.ts";
import type { SessionController } from "../session/sessionController.ts";
import { lengthText } from "../views/turnWords.ts";
import { requireView } from "./requireView.ts";

const minute = 60_000;
const usualTurns = [3, 5, 7, 10, 15, 20, 30];
const usualBreaks = [2, 5, 10, 15, 30];

const millisecondsSchema = z.number().int();

interface LengthQuestion {
  readonly title: string;
  readonly usualMinutes: readonly number[];
  /** Marked in the list. */
  readonly current: number | null;
}

async function chooseLength({ title, usualMinutes, current }: LengthQuestion): Promise<number | undefined> {
  const usual = usualMinutes.map((minutes) => ({
    label: lengthText(minutes * minute),
    description: minutes * minute === current ? vscode.l10n.t("as it is now") : "",
    milliseconds: minutes * minute,
  }));
  const own = { label: vscode.l10n.t("Another length …"), description: "", milliseconds: null };
  const placeHolder = current === null ? "" : vscode.l10n.t("Now: {0}", lengthText(current));
  const chosen = await vscode.window.showQuickPick([...usual, own], { title, placeHolder });
  return chosen?.milliseconds === null ? await askLength(title) : chosen?.milliseconds;
}

/** Minutes, with a comma or a point: `2.5`. */
function parseMinutes(text: string): number | null {
  if (!/^\s*\d+([.,]\d+)?\s*$/.test(text)) return null;
  const milliseconds = Math.round(Number(text.replace(",", ".")) * 60) * 1000;
  const fits =
    milliseconds >= limits.shortestTurnMilliseconds && milliseconds <= limits.longestTurnMilliseconds;
  return fits ? milliseconds : null;
}

async function askLength(title: string): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("How many minutes?"),
    validateInput: (typed) =>
      parseMinutes(typed) === null
        ? vscode.l10n.t(
            "A number of minutes, from {0} to {1}.",
            Math.ceil((limits.shortestTurnMilliseconds / minute) * 100) / 100,
            limits.longestTurnMilliseconds / minute,
          )
        : null,
  });
  return text === undefined ? undefined : (parseMinutes(text) ?? undefined);
}

function given(argument: unknown): number | undefined {
  return millisecondsSchema.safeParse(argument).data;
}

/** `argument`: milliseconds. */
export async function setTurnLength(session: SessionController, argument: unknown): Promise<void> {
  const { view } = requireView(session);
  const title = vscode.l10n.t("How long is a turn? It holds from the next one on.");
  const question = { title, usualMinutes: usualTurns, current: view.rotation.turnMilliseconds };
  const turnMilliseconds = given(argument) ?? (await chooseLength(question));
  if (turnMilliseconds !== undefined) await session.ask({ type: "rotation.settings", turnMilliseconds });
}

/** `argument`: milliseconds. */
export async function addBreak(session: SessionController, argument: unknown): Promise<void> {
  requireView(session);
  const title = vscode.l10n.t("How long is the break after this turn?");
  const question = { title, usualMinutes: usualBreaks, current: null };
  const milliseconds = given(argument) ?? (await chooseLength(question));
  if (milliseconds === undefined) return;
  const { turn } = requireView(session).view.rotation;
  await session.ask({ type: "rotation.addBreak", turn, milliseconds });
}

interface Choice {
  readonly title: string;
  readonly now: boolean;
  /** What each of the two means. */
  readonly yes: { readonly label: string; readonly detail: string };
  readonly no: { readonly label: string; readonly detail: string };
}

/** `argument`: true or false; else a list asks, what holds now marked. */
async function choose({ title, now, yes, no }: Choice, argument: unknown): Promise<boolean | undefined> {
  if (typeof argument === "boolean") return argument;
  const marked = (value: boolean) => (value === now ? vscode.l10n.t("as it is now") : "");
  const items = [
    { ...yes, description: marked(true), value: true },
    { ...no, description: marked(false), value: false },
  ];
  return (await vscode.window.showQuickPick(items, { title }))?.value;
}

export async function setAutoRotate(session: SessionController, argument: unknown): Promise<void> {
  const { view } = requireView(session);
  const autoRotate = await choose(
    {
      title: vscode.l10n.t("When the time is up"),
      now: view.rotation.autoRotate,
      yes: {
        label: vscode.l10n.t("Rotate by itself"),
        detail: vscode.l10n.t("The next one drives at once."),
      },
      no: {
        label: vscode.l10n.t("Wait"),
        detail: vscode.l10n.t("The driver goes on until the driver or a facilitator chooses Next Driver."),
      },
    },
    argument,
  );
  if (autoRotate !== undefined) await session.ask({ type: "rotation.settings", autoRotate });
}

export async function setFairOrder(session: SessionController, argument: unknown): Promise<void> {
  const { view } = requireView(session);
  const fair = await choose(
    {
      title: vscode.l10n.t("Who drives next"),
      now: view.rotation.fair,
      yes: {
        label: vscode.l10n.t("Fewest turns first"),
        detail: vscode.l10n.t("Of those who drove least, the first in the order."),
      },
      no: {
        label: vscode.l10n.t("In the order"),
        detail: vscode.l10n.t("The first in the order who is here."),
      },
    },
    argument,
  );
  if (fair !== undefined) await session.ask({ type: "rotation.settings", fair });
}

export async function setWhoTakesPart(session: SessionController, argument: unknown): Promise<void> {
  const { view } = requireView(session);
  const everybody = await choose(
    {
      title: vscode.l10n.t("Who gets a seat in the rotation"),
      now: view.rotation.everybody,
      yes: {
        label: vscode.l10n.t("Everybody"),
        detail: vscode.l10n.t("Whoever joins gets a seat at the end of the order."),
      },
      no: {
        label: vscode.l10n.t("Who asks"),
        detail: vscode.l10n.t("Seats are taken with Step In, or given."),
      },
    },
    argument,
  );
  if (everybody !== undefined) await session.ask({ type: "rotation.settings", everybody });
}
