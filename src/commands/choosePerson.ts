/** Whom a command is about: the row or name that it was given, or the person who is chosen from a list. */
import * as vscode from "vscode";
import * as z from "zod";
import type { ClientState } from "#client/createClient.ts";
import { breakIdSchema, participantIdSchema } from "#protocol/session/ids.ts";
import { Complaint } from "../base/complaint.ts";
import { nameOf } from "../session/names.ts";
import { isAway, seatId } from "../session/rotation/order.ts";

const personSchema = z.union([participantIdSchema, z.object({ participant: participantIdSchema })]);
const seatSchema = z.union([personSchema, breakIdSchema, z.object({ id: breakIdSchema })]);

/** A row of the Session view, or an id; null for anything else. */
export function participantOf(argument: unknown): string | null {
  const { success, data } = personSchema.safeParse(argument);
  if (!success) return null;
  return typeof data === "string" ? data : data.participant;
}

/** The same for seats, which may be breaks. */
export function seatIdOf(argument: unknown): string | null {
  const { success, data } = seatSchema.safeParse(argument);
  if (!success) return null;
  if (typeof data === "string") return data;
  return "id" in data ? data.id : data.participant;
}

/** Everybody whom this screen can name, who is there first. */
export function everybody(client: ClientState): string[] {
  const known = new Set([
    ...client.roster.people.keys(),
    ...(client.view?.rotation.seats ?? []).filter(({ type }) => type === "person").map(seatId),
  ]);
  return [...known].sort((a, b) => Number(isAway(client, a)) - Number(isAway(client, b)));
}

interface Question {
  readonly title: string;
  readonly people: readonly string[];
  /** Said where the list is empty. */
  readonly nobody: string;
}

/** Undefined where nobody was chosen. Names can draw no icons: `nameOf` has made them harmless. */
export async function choosePerson(
  client: ClientState,
  { title, people, nobody }: Question,
): Promise<string | undefined> {
  if (people.length === 0) throw new Complaint(nobody);
  const items = people.map((participant) => ({
    label: nameOf(client, participant),
    description: isAway(client, participant) ? vscode.l10n.t("away") : "",
    participant,
  }));
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.participant;
}
