/**
 * The page's controls, and the only module that knows the toolkit they come from: one import a control, so that a
 * successor of the toolkit changes this file alone.
 */
import "./page/answerProbe.ts";

import { provideVSCodeDesignSystem, vsCodeButton } from "@vscode/webview-ui-toolkit";
import { type ComponentChildren, h } from "preact";
import { restoreHead } from "./page/answerProbe.ts";

restoreHead();
provideVSCodeDesignSystem().register(vsCodeButton());

export interface ButtonProperties {
  /** Finds the button again after the page was hidden. */
  name: string;
  /** `primary`: the one thing to do next. */
  appearance: "primary" | "secondary";
  onClick: () => void;
  children: ComponentChildren;
}

export function Button({ name, appearance, onClick, children }: ButtonProperties) {
  return h("vscode-button", { appearance, onClick, "data-key": `button ${name}` }, children);
}
