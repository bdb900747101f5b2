/** Where the build reads and writes. */
import { fileURLToPath } from "node:url";

export const projectFolder: string = fileURLToPath(new URL("../../", import.meta.url));
export const distFolder: string = fileURLToPath(new URL("../../dist", import.meta.url));

export type BuildMode = "production" | "development";
