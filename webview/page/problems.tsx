/** Problems as a list: each with its place, and a way there where there is one. */
import type { Problem } from "#protocol/problem.ts";
import { shorten } from "../charts/words.ts";
import { counted } from "./strings.ts";

const most = 20;
/** The whole of a long message stands in the log. */
const longest = 800;

interface ProblemsProperties {
  problems: readonly Problem[];
  /** Opens a problem's place, by its index; null where the places are none of this window's. */
  onOpen: ((index: number) => void) | null;
}

export function Problems({ problems, onOpen }: ProblemsProperties) {
  return (
    <ul class="problems">
      {problems.slice(0, most).map((problem, index) => (
        <li key={`${index} ${problem.code}`}>
          <ProblemPlace
            problem={problem}
            name={`problem ${index}`}
            onOpen={onOpen === null ? null : () => onOpen(index)}
          />{" "}
          <bdi class="problem-message">{shorten(problem.message, longest)}</bdi>
        </li>
      ))}
      {problems.length > most && <li>{counted("banner.more", problems.length - most)}</li>}
    </ul>
  );
}

interface PlaceProperties {
  problem: Problem;
  name: string;
  onOpen: (() => void) | null;
}

function ProblemPlace({ problem, name, onOpen }: PlaceProperties) {
  const { path, line, column } = problem;
  if (path === null) return null;
  const place = [path, line, column].filter((part) => part !== null).join(":");
  if (onOpen === null) return <bdi class="place">{shorten(place, 120)}</bdi>;
  return (
    <button type="button" class="link" data-key={name} onClick={onOpen}>
      <bdi>{shorten(place, 120)}</bdi>
    </button>
  );
}
