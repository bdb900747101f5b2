/** How large the graph is drawn, and how that changes: by keys, wheel and buttons, or to fit the window. */
import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import * as z from "zod";
import { keep, kept } from "../page/host.ts";
import type { Point, Size } from "./geometry.ts";

export const smallest = 0.05;
export const largest = 3;
const step = 1.25;

/** Null: as large as the window allows. */
const keptSchema = z.number().min(smallest).max(largest).nullable().catch(null);

export function fitScale(window: Size, drawing: Size): number {
  const fits = Math.min(window.width / drawing.width, window.height / drawing.height);
  return Math.max(smallest, Math.min(1, fits));
}

export interface Zoom {
  readonly scale: number;
  readonly isFitted: boolean;
  by(steps: number): void;
  fit(): void;
}

/** @param view scrolls, and holds the drawing in its middle where there is room */
export function useZoom(view: RefObject<HTMLElement | null>, drawing: Size): Zoom {
  const [wanted, setWanted] = useState(() => kept("scale", keptSchema));
  const size = useSize(view);
  const scale = wanted ?? fitScale(size, drawing);
  const anchor = useAnchor(view, drawing, scale);
  const now = useRef(scale);
  now.current = scale;
  useEffect(() => keep("scale", wanted), [wanted]);

  const zoom = useCallback((factor: number, at?: Point) => {
    anchor(at ?? null);
    setWanted(Math.min(largest, Math.max(smallest, now.current * factor)));
  }, []);
  useWheel(view, zoom);
  return {
    scale,
    isFitted: wanted === null,
    by: useCallback((steps: number) => zoom(step ** steps), []),
    fit: useCallback(() => setWanted(null), []),
  };
}

/** What the element has room for, kept up to date; nothing until it is laid out. */
function useSize(view: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = view.current;
    if (element === null) return;
    // Not what scroll bars leave: they come and go with the scale.
    const measure = () => setSize({ width: element.offsetWidth, height: element.offsetHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [view]);
  return size;
}

/** Keeps a point of the drawing where it is in the window while the scale changes: the middle, or the one that is set. */
function useAnchor(
  view: RefObject<HTMLElement | null>,
  drawing: Size,
  scale: number,
): (at: Point | null) => void {
  const before = useRef(scale);
  const point = useRef<Point | null>(null);
  useLayoutEffect(() => {
    const element = view.current;
    const old = before.current;
    before.current = scale;
    if (element === null || old === scale || old === 0) return;
    const at = point.current ?? { x: element.clientWidth / 2, y: element.clientHeight / 2 };
    point.current = null;
    const shifted = (scroll: number, room: number, length: number, place: number) => {
      const inDrawing = (scroll + place - Math.max(0, (room - length * old) / 2)) / old;
      return inDrawing * scale + Math.max(0, (room - length * scale) / 2) - place;
    };
    element.scrollTo({
      left: shifted(element.scrollLeft, element.clientWidth, drawing.width, at.x),
      top: shifted(element.scrollTop, element.clientHeight, drawing.height, at.y),
      behavior: "instant",
    });
  }, [scale]);
  return useCallback((at: Point | null) => {
    point.current = at;
  }, []);
}

/** With Ctrl or Cmd the wheel zooms at the pointer; without, it scrolls as everywhere. A pinch counts as the first. */
function useWheel(view: RefObject<HTMLElement | null>, zoom: (factor: number, at: Point) => void): void {
  useEffect(() => {
    const element = view.current;
    const turned = (event: WheelEvent) => {
      if (element === null || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      zoom(Math.exp(-event.deltaY / 300), { x: event.clientX - left, y: event.clientY - top });
    };
    element?.addEventListener("wheel", turned, { passive: false });
    return () => element?.removeEventListener("wheel", turned);
  }, [view]);
}
