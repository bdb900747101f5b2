/** Problems as a list: each with its place, and a way there where there is one. */
import type { Problem } from "#protocol/problem.ts";
import { shorten } from "../charts/words.ts";
import { counted } from "../page/strings.ts";
import { send } from "./send.ts";

const most = 20;
/** The whole of a long message stands in the log. */
const longest = 800;

export function Problems({ problems }: { problems: readonly Problem[] }) {
  return (
    <ul class="problems">
      {problems.slice(0, most).map((problem, index) => (
        <li key={`${index} ${problem.code}`}>
          <ProblemPlace problem={problem} index={index} />{" "}
          <bdi class="problem-message">{shorten(problem.message, longest)}</bdi>
        </li>
      ))}
      {problems.length > most && <li>{counted("banner.more", problems.length - most)}</li>}
    </ul>
  );
}

function ProblemPlace({ problem: { path, line, column }, index }: { problem: Problem; index: number }) {
  if (path === null) return null;
  const place = [path, line, column].filter((part) => part !== null).join(":");
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
