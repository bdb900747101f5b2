/**
 * A session told as Markdown, for the team to keep: turns, suggestions with what became of them, runs. It names only
 * who agreed to it, and what people wrote stays text. Pure: the same session gives the same words.
 */
import type { SessionView, SharedRun, Suggestion, SuggestionStatus } from "#protocol/session/state.ts";
import { escapeLine, escapeParagraph, table } from "./escapeMarkdown.ts";
import { type Names, namesIn } from "./names.ts";
import { runsFor, runsIn, runsTable } from "./runs.ts";

export interface RecapOptions {
  /** Date and time for people; milliseconds since 1970. */
  readonly formatInstant?: (instant: number) => string;
}

const statuses: readonly { readonly status: SuggestionStatus; readonly title: string }[] = [
  { status: "done", title: "Done" },
  { status: "inProgress", title: "In progress" },
  { status: "accepted", title: "Accepted" },
  { status: "open", title: "Open" },
  { status: "declined", title: "Declined" },
  { status: "archived", title: "Archived" },
];

export function recapOf(view: SessionView, { formatInstant = dateAndTime }: RecapOptions = {}): string {
  const names = namesIn(view);
  const parts = [
    `# ${escapeLine(view.session.title)}`,
    summary(view, formatInstant),
    "## Turns",
    turns(view, names),
    "## Suggestions",
    ...suggestions(view, names),
    "## Runs",
    Object.keys(view.runs).length === 0 ? "No runs were published." : runsTable(view, names, formatInstant),
    "## Participants",
    participants(names),
  ];
  return `${parts.join("\n\n")}\n`;
}

function dateAndTime(instant: number): string {
  return new Date(instant).toLocaleString(undefined, { dateStyle: "long", timeStyle: "short" });
}

function counted(count: number, one: string, other: string): string {
  return `${count} ${count === 1 ? one : other}`;
}

/** From the first thing that anybody did to the last. */
function summary(view: SessionView, formatInstant: (instant: number) => string): string {
  const { suggestions: board, comments, runs, rotation } = view;
  const marks = [board, comments, runs].flatMap((part) => Object.values(part).map(({ at }) => at));
  const instants = [...marks, ...rotation.history.map(({ at }) => at)].toSorted((one, other) => one - other);
  const counts = [
    counted(rotation.history.length, "turn", "turns"),
    counted(Object.keys(board).length, "suggestion", "suggestions"),
    counted(Object.keys(runs).length, "run", "runs"),
  ].join(", ");
  const [first, last] = [instants[0], instants.at(-1)];
  if (first === undefined || last === undefined) return `A session with Baton: ${counts}.`;
  const when = `${escapeLine(formatInstant(first))} to ${escapeLine(formatInstant(last))}`;
  return `A session with Baton, ${when}: ${counts}.`;
}

/** Of a long session the history holds only the last turns; the seats counted them all, while their holders stayed. */
function turns({ rotation }: SessionView, names: Names): string {
  const counts = new Map<string, number>();
  for (const { driver } of rotation.history) counts.set(driver, (counts.get(driver) ?? 0) + 1);
  for (const seat of rotation.seats)
    if (seat.type === "person" && seat.turns > (counts.get(seat.participant) ?? 0))
      counts.set(seat.participant, seat.turns);
  if (counts.size === 0) return "Nobody drove.";
  const rows = [...counts].toSorted(([, one], [, other]) => other - one);
  return table(
    ["Driver", "Turns"],
    rows.map(([participant, count]) => [names.of(participant), String(count)]),
  );
}

/** What is said of a suggestion beside its own row. */
interface Board {
  readonly view: SessionView;
  readonly names: Names;
  /** In the order of their publication. */
  readonly runs: readonly SharedRun[];
  /** How many each suggestion has. */
  readonly comments: ReadonlyMap<string, number>;
}

function commentCounts({ comments }: SessionView): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { suggestion } of Object.values(comments))
    counts.set(suggestion, (counts.get(suggestion) ?? 0) + 1);
  return counts;
}

function suggestions(view: SessionView, names: Names): string[] {
  const all = Object.entries(view.suggestions);
  if (all.length === 0) return ["Nobody suggested anything."];
  const board = { view, names, runs: runsIn(view), comments: commentCounts(view) };
  const votesOf = (id: string): number => view.votes[id] ?? 0;
  return statuses.flatMap(({ status, title }) => {
    const own = all
      .filter(([, suggestion]) => suggestion.status === status)
      .toSorted(([one, { at }], [other, { at: otherAt }]) => votesOf(other) - votesOf(one) || at - otherAt);
    const entries = own.map(([id, suggestion]) => entry(id, suggestion, board));
    return entries.length === 0 ? [] : [`### ${title}`, ...entries];
  });
}

/** A list's item: the text, a line about it, and one for each of its runs. */
function entry(id: string, suggestion: Suggestion, { view, names, runs, comments }: Board): string {
  const indent = "  ";
  const facts = [
    suggestion.author === undefined ? "without a name" : names.of(suggestion.author),
    ...(suggestion.kind === "idea" ? [] : [suggestion.kind]),
    counted(view.votes[id] ?? 0, "vote", "votes"),
    counted(comments.get(id) ?? 0, "comment", "comments"),
    ...placeOf(suggestion),
  ].join(" · ");
  const tried = runsFor(id, runs, names).join(`\\\n${indent}`);
  const paragraphs = [
    escapeParagraph(suggestion.text, indent),
    facts,
    ...outcome(suggestion, view),
    ...(tried === "" ? [] : [tried]),
  ];
  return `- ${paragraphs.join(`\n\n${indent}`)}`;
}

function placeOf({ anchor, override }: Suggestion): string[] {
  const lines = anchor?.lines == null ? "" : `:${anchor.lines[0]}`;
  return [
    ...(anchor === undefined ? [] : [escapeLine(`${anchor.path}${lines}`)]),
    ...(override === undefined ? [] : [escapeLine(`${override.key} = ${JSON.stringify(override.value)}`)]),
  ];
}

function outcome({ reason, mergedInto }: Suggestion, view: SessionView): string[] {
  const other = mergedInto === undefined ? undefined : view.suggestions[mergedInto];
  return [
    ...(reason === undefined ? [] : [`Why not: ${escapeParagraph(reason, "  ")}`]),
    ...(other === undefined ? [] : [`Merged into: ${escapeLine(other.text)}`]),
  ];
}

function participants({ named, unnamed }: Names): string {
  const others = counted(unnamed, "participant is", "participants are");
  if (named.length === 0) return `${others} not named here.`;
  return unnamed === 0 ? `${named.join(", ")}.` : `${named.join(", ")}. ${others} not named here.`;
}
