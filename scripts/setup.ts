import { ensureBuild } from "./parts/build.ts";

/** `npm run setup`: packages (bootstrap.mjs has just seen to them) and pages, and nothing started: for a service that may write nothing here. */
process.exit((await ensureBuild()) ? 0 : 1);
