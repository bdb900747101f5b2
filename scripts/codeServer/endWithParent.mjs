/** Loaded into the server before its own code: ends it when whoever started it is gone, however that happened. */
process.once("disconnect", () => process.exit());
