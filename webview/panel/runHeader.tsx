/** Which run this is: its number, who ran it, when, why, and what its numbers were computed on. */
import type { ComponentChildren } from "preact";
import type { Runner, RunView } from "#protocol/metricsPanel.ts";
import { text } from "../page/strings.ts";
import { TimeAgo } from "../page/timeAgo.tsx";

interface RunHeaderProperties {
  run: RunView;
  runner: Runner | undefined;
  children: ComponentChildren;
}

export function RunHeader({ run, runner, children }: RunHeaderProperties) {
  const { why, note } = run.trigger;
  const who = runner === undefined ? run.trigger.who : runnerWords(runner);
  const facts = [
    who.trim() === "" ? null : <bdi key="who">{who}</bdi>,
    <TimeAgo key="when" iso={run.startedAt} />,
    why === "save" ? <span key="why">{text("run.onSave")}</span> : null,
    note === null || note.trim() === "" ? null : (
      <bdi key="note">{text("run.note", { note: note.trim() })}</bdi>
    ),
    // In the line that is there anyway: nothing below it moves when a run begins.
    run.figuresOf === run.number ? null : (
      <strong key="figures">{text("run.earlierFigures", { number: run.figuresOf })}</strong>
    ),
  ].filter((fact) => fact !== null);
  return (
    <header class="run-header">
      <h1 id="run-title">{text("run.title", { number: run.number })}</h1>
      <p class="facts">{facts.flatMap((fact, index) => (index === 0 ? [fact] : [" · ", fact]))}</p>
      {run.source !== null && <Source source={run.source} />}
      <div class="actions">{children}</div>
    </header>
  );
}

function runnerWords({ name, drives, interrupted }: Runner): string {
  if (interrupted) return text("run.interrupted", { name });
  return drives ? text("run.drives", { name }) : name;
}

/** A sample's numbers are never to be taken for real ones: they carry a badge. */
function Source({ source }: { source: string }) {
  return (
    <bdi class={source.includes("synthetic") ? "badge" : "source"} title={source}>
      {source}
    </bdi>
  );
}
