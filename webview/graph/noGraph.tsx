/** No graph to draw: why, and what to do next. */
import type { PipelineGraph } from "#protocol/graphPanel.ts";
import { EmptyState } from "../page/emptyState.tsx";
import { Problems } from "../page/problems.tsx";
import { text } from "../page/strings.ts";
import { send } from "./send.ts";

export function NoGraph({ graph }: { graph: Exclude<PipelineGraph, { state: "stages" }> | null }) {
  return <main aria-label={text("graph.title")}>{contentOf(graph)}</main>;
}

function contentOf(graph: Exclude<PipelineGraph, { state: "stages" }> | null) {
  switch (graph?.state) {
    case undefined:
    case "reading":
      return <div class="skeleton graph" aria-hidden="true" />;
    case "noProject":
      return (
        <EmptyState
          name="noProject"
          title={text("graph.noProject.title")}
          text={text("graph.noProject.text")}
          button={text("empty.noProject.button")}
          onClick={() => send({ type: "newWorkshop" })}
        />
      );
    case "untrusted":
      return (
        <EmptyState
          name="untrusted"
          title={text("empty.untrusted.title")}
          text={text("empty.untrusted.text")}
          button={text("empty.untrusted.button")}
          onClick={() => send({ type: "manageTrust" })}
        />
      );
    case "unusable":
      return (
        <EmptyState
          name="unusable"
          title={text("graph.unusable.title")}
          text={text("graph.unusable.text")}
          button={text("graph.unusable.button")}
          onClick={() => send({ type: "openPipeline" })}
        >
          <Problems problems={graph.problems} onOpen={(index) => send({ type: "openProblem", index })} />
        </EmptyState>
      );
  }
}
