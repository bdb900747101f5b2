/** Moves the graph by dragging its ground, as maps are; on its stages a press means the stage. */
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

export function usePan(view: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = view.current;
    if (element === null) return;
    const pressed = (event: PointerEvent) => {
      const onGround = event.target instanceof Element && event.target.closest("button") === null;
      if (event.pointerType !== "mouse" || event.button > 1 || !(onGround || event.button === 1)) return;
      if (event.offsetX > element.clientWidth && event.target === element) return; // the scroll bar
      event.preventDefault();
      element.setPointerCapture(event.pointerId);
    };
    const moved = (event: PointerEvent) => {
      if (element.hasPointerCapture(event.pointerId)) {
        element.scrollBy({ left: -event.movementX, top: -event.movementY, behavior: "instant" });
      }
    };
    element.addEventListener("pointerdown", pressed);
    element.addEventListener("pointermove", moved);
    return () => {
      element.removeEventListener("pointerdown", pressed);
      element.removeEventListener("pointermove", moved);
    };
  }, [view]);
}
