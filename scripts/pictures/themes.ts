/** The themes that the pictures are taken in. */
export interface Theme {
  /** In the picture's file name. */
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

function theme(name: string, label: string): Theme {
  return {
    name,
    settings: {
      "workbench.colorTheme": label,
      "window.autoDetectColorScheme": false,
      "editor.minimap.enabled": false,
    },
  };
}

export const themes: readonly Theme[] = [
  theme("dark", "Default Dark Modern"),
  theme("light", "Default Light Modern"),
  theme("high-contrast", "Default High Contrast"),
];
