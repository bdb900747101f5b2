/** A stage on the graph: its name, its state as sign and word. What can be done with it is below, and in its menu. */
import { useMemo } from "preact/hooks";
import type { StageNow } from "#protocol/graphPanel.ts";
import { Elapsed } from "./elapsed.tsx";
import { boxStyle, menuOf } from "./marks.ts";
import type { PlacedStage } from "./sizes.ts";
import { StateIcon } from "./stateIcon.tsx";
import { stageKey } from "./walk.ts";
import { heardFacts, nameParts, stateWord, stateWords } from "./words.ts";

interface StageButtonProperties {
  placed: PlacedStage;
  now: StageNow;
  isInFrame: boolean;
  isActive: boolean;
  /** It is of this window's project. */
  isOwn: boolean;
}

/** Drawn again only when something about it changed: there may be hundreds. */
export function StageButton({ placed, now, isInFrame, isActive, isOwn }: StageButtonProperties) {
  return useMemo(() => {
    const { stage, area } = placed;
    const name = nameParts(stage, isInFrame);
    return (
      <button
        type="button"
        class={`stage ${isInFrame ? "chip" : "card"} ${now.state}`}
        style={boxStyle(area)}
        data-key={stageKey(stage.name)}
        data-vscode-context={isOwn ? menuOf([stage.name]) : undefined}
        tabIndex={isActive ? 0 : -1}
        aria-current={isActive}
        title={[stage.name, stateWords(now)].join("\n")}
      >
        <StateIcon state={now.state} />
        <bdi class="name">
          {name.heard !== "" && <span class="heard">{name.heard}</span>}
          {name.seen}
        </bdi>
        <span class="heard">, </span>
        <bdi class="state">
          {isInFrame ? stateWord(now.state) : stateWords(now)}
          {now.since !== null && <Elapsed since={now.since} />}
        </bdi>
        <span class="heard">.{heardFacts(stage, now, isInFrame)}</span>
      </button>
    );
  }, [placed, now, isInFrame, isActive, isOwn]);
}
