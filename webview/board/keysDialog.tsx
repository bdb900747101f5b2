/** What the keys do. Esc closes it, as any dialog. */
import type { RefObject } from "preact";
import { text } from "../page/strings.ts";

const keys = ["move", "vote", "open", "edit", "back", "post", "help"] as const;

export function KeysDialog({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }) {
  return (
    <dialog ref={dialog} class="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">{text("keys.title")}</h2>
      <dl>
        {keys.map((key) => (
          <div key={key}>
            <dt>
              <kbd>{text(`keys.${key}.keys`)}</kbd>
            </dt>
            <dd>{text(`keys.${key}.text`)}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={() => dialog.current?.close()}>
        {text("keys.close")}
      </button>
    </dialog>
  );
}
