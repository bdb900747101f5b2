/** Words that several charts share: what a row of the data is called, and names cut to the space they have. */
import { counted } from "../page/strings.ts";

/** What the data is about, as far as the run says so. */
export interface Subject {
  readonly rows: (count: number) => string;
  /** The target is a school grade in points. */
  readonly grades: boolean;
}

const rows: Subject = { rows: (count) => counted("subject.rows", count), grades: false };
const students: Subject = { rows: (count) => counted("subject.students", count), grades: true };

/** The workshop's own data is of students, and its sample and the published file say so in their names. */
export function subjectOf(source: string | null): Subject {
  return source !== null && /student|synthetic sample/i.test(source) ? students : rows;
}

/** What a plot is called that was given no title. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** At most `length` characters, the last an ellipsis where something was cut. */
export function shorten(name: string, length: number): string {
  const characters = Array.from(name.slice(0, 2 * length + 2));
  return characters.length <= length ? name : `${characters.slice(0, Math.max(1, length - 1)).join("")}…`;
}
