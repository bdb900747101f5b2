/** Completion in `dvc.yaml`: keys with what they are for, parameters with their values, paths of the workspace. */
import * as vscode from "vscode";
import type { Key } from "#pipeline/project/keys.ts";
import type { StageStatus } from "#protocol/status.ts";
import { parameterCandidates, pathCandidates, stageFolder } from "./candidates.ts";
import { type Cursor, cursorAt } from "./cursor.ts";
import { type OutputCandidate, outputCandidates } from "./outputCandidates.ts";
import { type PathSubject, type Subject, subjectOf } from "./subject.ts";

const { File, Folder, Property, Value, Variable, Struct } = vscode.CompletionItemKind;

/** The extension whose own completion knows the keys from the schema that we contribute. */
const yamlExtension = "redhat.vscode-yaml";

export interface CompletionSources {
  readonly workspace: string;
  /** Of the saved file. */
  readonly stages: readonly StageStatus[];
}

export async function completionsAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  sources: CompletionSources,
): Promise<vscode.CompletionItem[]> {
  const text = document.getText();
  const cursor = cursorAt(text, position.line, position.character);
  const range = new vscode.Range(position.line, cursor.start, position.line, position.character);
  const items = await itemsFor({ ...sources, text, cursor }, subjectOf(cursor));
  for (const item of items) item.range = range;
  return items;
}

interface Place extends CompletionSources {
  readonly text: string;
  readonly cursor: Cursor;
}

async function itemsFor(place: Place, subject: Subject): Promise<vscode.CompletionItem[]> {
  switch (subject.type) {
    case "keys":
      return vscode.extensions.getExtension(yamlExtension) === undefined ? keyItems(place, subject.keys) : [];
    case "path":
      return await pathsFor(place, subject);
    case "parameter":
      return await parameterItems(place, subject.stage, subject.file);
    case "flag":
      return ["true", "false"].map((word) => new vscode.CompletionItem(word, Value));
    default:
      return [];
  }
}

/** What follows a key on its own line, or begins below it. */
function beginning({ form }: Key): string {
  switch (form) {
    case "paths":
    case "artifacts":
    case "parameters":
    case "list":
      return ":\n  - ";
    case "map":
    case "stage":
    case "stages":
      return ":\n  ";
    default:
      return ": ";
  }
}

/** What is written there already need not be written again. */
function keyItems({ cursor }: Place, keys: readonly Key[]): vscode.CompletionItem[] {
  return keys.filter(({ name }) => !cursor.siblings.includes(name)).map(keyItem);
}

function keyItem(key: Key, index: number): vscode.CompletionItem {
  const item = new vscode.CompletionItem(key.name, Property);
  item.detail = key.explanation;
  item.insertText = key.name + beginning(key);
  // In the order in which people write them.
  item.sortText = String(index).padStart(3, "0");
  return item;
}

async function pathsFor(
  place: Place,
  { stage, foldersOnly, isRead }: PathSubject,
): Promise<vscode.CompletionItem[]> {
  const there = await pathItems(place, stageFolder(place.text, stage), foldersOnly);
  const known = new Set(there.map(({ label }) => label));
  const made = isRead ? outputCandidates(place.text, stage, place.stages) : [];
  return [...there, ...made.filter(({ path }) => !known.has(path)).map(outputItem)];
}

function outputItem({ path, maker }: OutputCandidate): vscode.CompletionItem {
  const item = new vscode.CompletionItem(path, File);
  item.detail = vscode.l10n.t("made by {0}", maker);
  return item;
}

async function pathItems(
  { workspace, cursor }: Place,
  folder: string,
  foldersOnly: boolean,
): Promise<vscode.CompletionItem[]> {
  const candidates = await pathCandidates(workspace, folder, cursor.written);
  return candidates
    .filter(({ isFolder }) => isFolder || !foldersOnly)
    .map(({ path, isFolder }) => new vscode.CompletionItem(path, isFolder ? Folder : File));
}

const readable = /\.(ya?ml|json|toml|py)$/i;

async function parameterItems(
  place: Place,
  stage: string,
  file: string | null,
): Promise<vscode.CompletionItem[]> {
  const folder = stageFolder(place.text, stage);
  const parameters = await parameterCandidates(place.workspace, folder, file ?? "params.yaml");
  const items = parameters.map(({ key, value }) => {
    const item = new vscode.CompletionItem(key, value === undefined ? Struct : Variable);
    if (value !== undefined) item.detail = value;
    return item;
  });
  if (file !== null) return items;
  const paths = await pathItems(place, folder, false);
  const files = paths.filter(({ label, kind }) => kind === Folder || readable.test(String(label)));
  return [...items, ...files];
}
