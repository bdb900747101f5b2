/** Problems as a list: each with its place, and a way there where there is one. */
import type { Problem } from "#protocol/problem.ts";
import { shorten } from "../charts/words.ts";
import { counted } from "../page/strings.ts";
import { send } from "./send.ts";

const most = 20;
/** The whole of a long message stands in the log. */
const longest = 800;

interface ProblemsProperties {
  problems: readonly Problem[];
  /** Of this window's project: their places can be opened. */
  areOwn: boolean;
}

export function Problems({ problems, areOwn }: ProblemsProperties) {
  return (
    <ul class="problems">
      {problems.slice(0, most).map((problem, index) => (
        <li key={`${index} ${problem.code}`}>
          <ProblemPlace problem={problem} index={areOwn ? index : null} />{" "}
          <bdi class="problem-message">{shorten(problem.message, longest)}</bdi>
        </li>
      ))}
      {problems.length > most && <li>{counted("banner.more", problems.length - most)}</li>}
    </ul>
  );
}

/** `index`: by which the place is opened; null where it is none of this window's. */
function ProblemPlace({ problem, index }: { problem: Problem; index: number | null }) {
  const { path, line, column } = problem;
  if (path === null) return null;
  const place = [path, line, column].filter((part) => part !== null).join(":");
  if (index === null) return <bdi class="place">{shorten(place, 120)}</bdi>;
  return (
    <button
      type="button"
      class="link"
      data-key={`problem ${index}`}
      onClick={() => send({ type: "openProblem", index })}
    >
      <bdi>{shorten(place, 120)}</bdi>
    </button>
  );
}
