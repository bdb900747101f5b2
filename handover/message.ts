/**
 * The messages of handovers: written with trailers that git knows how to read, and read back. Names and titles come
 * from other people: each is put on one line and can be no trailer of its own.
 */
import { oneLine } from "./git/redact.ts";

export interface Suggestion {
  readonly id: string;
  readonly title: string;
}

/** Somebody who took part and agreed to be named. */
export interface CoAuthor {
  readonly name: string;
  readonly email: string;
}

/** Where the driver was. */
export interface FilePlace {
  /** Relative to the repository, with slashes. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

export interface TurnMessage {
  /** Null where nobody counts turns. */
  readonly turn: number | null;
  readonly driver: string;
  readonly place: FilePlace | null;
  readonly suggestions: readonly Suggestion[];
  readonly coAuthors: readonly CoAuthor[];
}

const nameLength = 80;
const titleLength = 160;

/** Never empty, without what git takes for an address. */
export function personName(name: string): string {
  // Git itself strips these from both ends of a name.
  const clean = oneLine(name.replace(/[<>]/g, " "), nameLength).replace(/^[\s.,:;"'\\-]+|[\s,:;"'\\]+$/g, "");
  return clean === "" ? "Somebody" : clean;
}

/** Null for what is no address: it would name nobody. */
function address(email: string): string | null {
  const trimmed = email.trim();
  return /^[^\s<>@,;:"\\()[\]\p{Cc}\p{Cf}]+@[^\s<>@,;:"\\()[\]\p{Cc}\p{Cf}]+$/u.test(trimmed) &&
    trimmed.length <= 254
    ? trimmed
    : null;
}

/** Each once, by address; those with an unusable address, and those in `without`, are left out. */
export function distinctCoAuthors(people: readonly CoAuthor[], without: readonly string[] = []): CoAuthor[] {
  const seen = new Set(without.map((email) => email.trim().toLowerCase()));
  return people.flatMap(({ name, email }) => {
    const usable = address(email);
    if (usable === null || seen.has(usable.toLowerCase())) return [];
    seen.add(usable.toLowerCase());
    return [{ name: personName(name), email: usable }];
  });
}

export function coAuthorTrailer({ name, email }: CoAuthor): string {
  return `Co-authored-by: ${name} <${email}>`;
}

/** Null for a path that could not be read back, or that leads out of the repository. */
function placeText({ path, line }: FilePlace): string | null {
  return isInside(path) && Number.isSafeInteger(line) && line > 0 ? `${path}:${line}` : null;
}

function isInside(path: string): boolean {
  const hidden = /[\p{Cc}\u2028\u2029]|^\s|\s$/u.test(path);
  const parts = path.split("/");
  return (
    !hidden &&
    !path.includes("\\") &&
    !/^[a-z]:/i.test(path) &&
    !parts.some((part) => /^(\.{0,2}|\.git)$/i.test(part))
  );
}

/** The place that a `Baton-File` line names; null for anything that is none. */
export function readPlace(text: string): FilePlace | null {
  const [, path, line] = /^(.+):([1-9]\d{0,8})$/.exec(text.trim()) ?? [];
  return path !== undefined && isInside(path) ? { path, line: Number(line) } : null;
}

function suggestionTrailer({ id, title }: Suggestion): string {
  return `Baton-Suggestion: ${oneLine(id, nameLength).replaceAll(" ", "-")} ${oneLine(title, titleLength)}`.trimEnd();
}

/** `baton: turn 7, Ana`, then the trailers. `driverEmail` is the author's own, who is no co-author. */
export function turnMessage(message: TurnMessage, driverEmail: string | null): string {
  const place = message.place === null ? null : placeText(message.place);
  const people = distinctCoAuthors(message.coAuthors, driverEmail === null ? [] : [driverEmail]);
  const trailers = [
    ...(place === null ? [] : [`Baton-File: ${place}`]),
    ...message.suggestions.map(suggestionTrailer),
    ...people.map(coAuthorTrailer),
  ];
  const turn = message.turn === null ? "" : `turn ${message.turn}, `;
  const subject = `baton: ${turn}${personName(message.driver)}`;
  return `${[subject, ...(trailers.length === 0 ? [] : ["", ...trailers])].join("\n")}\n`;
}
