/** What the keys do. Esc closes it, as any dialog. */
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { text } from "./strings.ts";
import { isTyping } from "./typing.ts";

interface KeysDialogProperties {
  dialog: RefObject<HTMLDialogElement | null>;
  /** Keys, and what they do. */
  keys: readonly (readonly [string, string])[];
}

export function KeysDialog({ dialog, keys }: KeysDialogProperties) {
  useEffect(() => onKey("?", () => dialog.current?.showModal()), [dialog]);
  return (
    <dialog ref={dialog} class="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">{text("keys.title")}</h2>
      <dl>
        {keys.map(([names, words]) => (
          <div key={names}>
            <dt>
              <kbd>{names}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={() => dialog.current?.close()}>
        {text("keys.close")}
      </button>
    </dialog>
  );
}

/** Calls back when the key is pressed where nobody types; gives what ends that. */
function onKey(key: string, act: () => void): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.key === key && !isTyping(event.target)) act();
  };
  document.addEventListener("keydown", listen);
  return () => document.removeEventListener("keydown", listen);
}
