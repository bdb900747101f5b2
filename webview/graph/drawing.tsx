/**
 * The graph itself: one stop for Tab, from which the arrow keys lead on. It scrolls and zooms; where the keyboard goes,
 * it follows.
 */
import type { RefObject } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { StageNow } from "#protocol/graphPanel.ts";
import { keyedElement } from "../page/position.ts";
import { counted, text } from "../page/strings.ts";
import { actionKey, stepKey } from "./keys.ts";
import type { Layout, PlacedBox } from "./layout.ts";
import { Links } from "./links.tsx";
import { boxStyle, menuOf } from "./marks.ts";
import { usePan } from "./pan.ts";
import { act } from "./send.ts";
import { frame } from "./sizes.ts";
import { StageButton } from "./stageButton.tsx";
import { groupKey, nextStop, type Stop } from "./walk.ts";
import { tally } from "./words.ts";
import type { Zoom } from "./zoom.ts";

interface DrawingProperties {
  layout: Layout;
  stops: readonly Stop[];
  nows: ReadonlyMap<string, StageNow>;
  active: Stop | null;
  isOwn: boolean;
  zoom: Zoom;
  view: RefObject<HTMLDivElement | null>;
  onActive: (key: string) => void;
}

export function Drawing({ layout, stops, nows, active, isOwn, zoom, view, onActive }: DrawingProperties) {
  const { width, height } = layout;
  const { scale } = zoom;
  usePan(view);
  // Where the reader was when the page was hidden.
  useEffect(() => {
    keyedElement(active?.key ?? "")?.scrollIntoView({
      block: "center",
      inline: "center",
      behavior: "instant",
    });
  }, []);
  const press = (event: KeyboardEvent) => {
    if (active === null || !answerKey(event, stops, active, isOwn)) return;
    event.preventDefault();
  };
  const activeBox = useMemo(
    () =>
      layout.boxes.find(({ box }) => box.stages.some(({ name }) => name === active?.stages[0]))?.box ?? null,
    [layout, active],
  );
  return (
    <div class="view" ref={view}>
      <div class="room" style={{ width: `${width * scale}px`, height: `${height * scale}px` }}>
        <div
          role="application"
          class="drawing"
          style={{ width: `${width}px`, height: `${height}px`, transform: `scale(${scale})` }}
          aria-label={text("graph.title")}
          aria-describedby="graph-hint"
          onKeyDown={press}
          onFocusIn={({ target }) => {
            const key = keyAt(target);
            if (key !== null) onActive(key);
          }}
          onDblClick={({ target }) => {
            if (active !== null && isOwn && keyAt(target) !== null) act("define", active.stages);
          }}
        >
          <Links layout={layout} active={activeBox} />
          {layout.boxes.map((placed) => (
            <BoxOf key={placed.box.name} placed={placed} nows={nows} active={active} isOwn={isOwn} />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Of the stage or group that an event is about. */
function keyAt(target: EventTarget | null): string | null {
  return target instanceof Element ? (target.closest("[data-key]")?.getAttribute("data-key") ?? null) : null;
}

/** Whether the key means anything here. */
function answerKey(event: KeyboardEvent, stops: readonly Stop[], active: Stop, isOwn: boolean): boolean {
  const step = stepKey(event);
  const action = actionKey(event);
  if (step !== null) keyedElement(nextStop(stops, active, step)?.key ?? active.key)?.focus();
  if (action !== null && isOwn) act(action, active.stages);
  return step !== null || action !== null;
}

interface BoxProperties extends Pick<DrawingProperties, "nows" | "active" | "isOwn"> {
  placed: PlacedBox;
}

function BoxOf({ placed, nows, active, isOwn }: BoxProperties) {
  const { box, stages } = placed;
  return (
    <>
      {box.isGroup && <Frame placed={placed} nows={nows} active={active} isOwn={isOwn} />}
      {stages.map((each) => {
        const now = nows.get(each.stage.name);
        return now === undefined ? null : (
          <StageButton
            key={each.stage.name}
            placed={each}
            now={now}
            isInFrame={box.isGroup}
            isActive={active?.isGroup === false && active.name === each.stage.name}
            isOwn={isOwn}
          />
        );
      })}
    </>
  );
}

function Frame({ placed: { box, area }, nows, active, isOwn }: BoxProperties) {
  const names = box.stages.map(({ name }) => name);
  const members = names.flatMap((name) => nows.get(name) ?? []);
  return (
    <>
      <div class="frame" style={boxStyle(area)} />
      <button
        type="button"
        class="group"
        style={boxStyle({ ...area, height: frame.head })}
        data-key={groupKey(box.name)}
        data-vscode-context={isOwn ? menuOf(names) : undefined}
        tabIndex={active?.key === groupKey(box.name) ? 0 : -1}
        aria-current={active?.key === groupKey(box.name)}
      >
        <bdi class="name">{box.name}</bdi>
        <span class="heard">, {counted("graph.stages", names.length)}: </span>
        <span class="state" title={tally(members)}>
          {tally(members)}
        </span>
      </button>
    </>
  );
}
