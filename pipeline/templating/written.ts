/** How a value is written where it stands inside a text: as DVC, that is Python, writes it. */
import { pythonFloat } from "../format/pythonFloat.ts";
import { isList, isMap, type Value, type ValueMap } from "../format/value.ts";
import { TemplateError } from "./expression.ts";

/** Inside a command a map becomes options: `--lr 0.1 --layers 2 3`. */
export interface Place {
  readonly isCommand: boolean;
  readonly platform?: NodeJS.Platform;
}

export function written(value: Value, { isCommand, platform = process.platform }: Place): string {
  if (isMap(value) && isCommand) return optionsOf(value, platform);
  if (isMap(value) || isList(value)) {
    const kind = isMap(value) ? "map" : "list";
    const where = isCommand ? "" : ", and a map only in 'cmd'";
    throw new TemplateError(`a ${kind} cannot stand inside a text${where}: name one of its values.`);
  }
  return plain(value);
}

function plain(value: Exclude<Value, ValueMap | readonly Value[]>): string {
  if (value === null) return "None";
  return typeof value === "number" ? pythonFloat(value) : String(value);
}

function optionsOf(map: ValueMap, platform: NodeJS.Platform): string {
  return flattened(map, "")
    .flatMap(([key, value]) => optionOf(key, value, platform) ?? [])
    .join(" ");
}

function flattened(map: ValueMap, prefix: string): [string, Value][] {
  return Array.from(map).flatMap(([key, value]): [string, Value][] =>
    isMap(value) ? flattened(value, `${prefix}${key}.`) : [[`${prefix}${key}`, value]],
  );
}

/** Null for what is said by not saying it. */
function optionOf(key: string, value: Value, platform: NodeJS.Platform): string | null {
  if (value === true) return `--${key}`;
  if (value === false) return null;
  if (!isList(value)) return `--${key} ${argument(value, platform)}`;
  return value.length === 0 ? null : `--${key} ${value.map((each) => argument(each, platform)).join(" ")}`;
}

function argument(value: Value, platform: NodeJS.Platform): string {
  if (isList(value) || isMap(value)) throw new TemplateError("a list inside a list cannot be an option.");
  if (typeof value !== "string") return plain(value);
  return platform === "win32" ? windowsQuoted(value) : shellQuoted(value);
}

/** As Python's `shlex.quote`. */
function shellQuoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`;
}

/** As Python's `subprocess.list2cmdline` for one argument. */
function windowsQuoted(text: string): string {
  const escaped = text.replace(/(\\*)"/g, '$1$1\\"');
  return text === "" || /[ \t]/.test(text) ? `"${escaped.replace(/(\\+)$/, "$1$1")}"` : escaped;
}
