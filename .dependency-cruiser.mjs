/**
 * The house's walls: which room may import which. `npm run lint` fails on an import that is not here.
 * CONTRIBUTING.md says what lives in each room.
 */
const walls = {
  protocol: [],
  ml: [],
  scaffold: [],
  handover: [],
  pipeline: ["protocol"],
  server: ["protocol"],
  client: ["protocol"],
  webview: ["protocol", "client"],
  src: ["protocol", "client", "pipeline", "handover", "scaffold"],
  cli: ["protocol", "client", "pipeline", "ml", "server", "scaffold"],
};

const rooms = [...Object.keys(walls), "workshop", "test", "bench", "scripts"];

const wallRules = Object.entries(walls).map(([room, mayImport]) => ({
  name: `${room}-keeps-its-walls`,
  comment:
    mayImport.length === 0 ? `${room} imports nothing of ours` : `${room} may import ${mayImport.join(", ")}`,
  severity: "error",
  from: { path: `^${room}/` },
  to: { path: `^(${rooms.filter((other) => other !== room && !mayImport.includes(other)).join("|")})/` },
}));

export default {
  forbidden: [
    ...wallRules,
    {
      name: "only-src-knows-vscode",
      severity: "error",
      from: { pathNot: "^(src|test/vscode)/" },
      to: { path: "^vscode$|node_modules/@types/vscode/" },
    },
    {
      name: "no-circular",
      severity: "error",
      from: { pathNot: "^node_modules" },
      to: { circular: true },
    },
    {
      name: "no-unresolved",
      comment: "vscode exists only inside the editor, baton only inside a stage",
      severity: "error",
      from: { pathNot: "^workshop/" },
      to: { couldNotResolve: true, pathNot: "^vscode$" },
    },
    {
      name: "stages-know-only-the-toolkit",
      severity: "error",
      from: { path: "^workshop/" },
      to: { pathNot: ["^workshop/", "^baton$", "^(\\.baton|dist)/"] },
    },
    {
      name: "shipped-code-uses-declared-dependencies",
      severity: "error",
      from: { path: `^(${Object.keys(walls).join("|")})/` },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], pathNot: "node_modules/@types/" },
    },
  ],
  options: {
    exclude: "^(dist|coverage|test/fixtures)/",
    doNotFollow: { path: ["node_modules", "^dist"] },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types", "default"],
    },
    tsConfig: { fileName: "tsconfig.json" },
  },
};
