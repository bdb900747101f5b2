/** Every command of the extension. A test compares them with those that `package.json` contributes. */
export const commandIds = [
  "baton.newWorkshop",
  "baton.getStudentGrades",
  "baton.runPipeline",
  "baton.runStage",
  "baton.cancelRun",
  "baton.showMetrics",
  "baton.showLog",
  "baton.openPipeline",
  "baton.openStageCode",
  "baton.openProblem",
  "baton.hostSession",
  "baton.invite",
  "baton.joinSession",
  "baton.leaveSession",
] as const;

export type CommandId = (typeof commandIds)[number];
