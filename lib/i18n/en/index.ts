import { auth } from "./auth.ts";
import { common } from "./common.ts";
import { cpuBaseline } from "./cpu-baseline.ts";
import { domains } from "./domains.ts";
import { errors } from "./errors.ts";
import { failures } from "./failures.ts";
import { fixDialog } from "./fix-dialog.ts";
import { fixes } from "./fixes.ts";
import { forecast } from "./forecast.ts";
import { hosts } from "./hosts.ts";
import { live } from "./live.ts";
import { matrix } from "./matrix.ts";
import { matrixCsv } from "./matrix-csv.ts";
import { migrations } from "./migrations.ts";
import { options } from "./options.ts";
import { overview } from "./overview.ts";
import { policies } from "./policies.ts";
import { prediction } from "./prediction.ts";
import { preflight } from "./preflight.ts";
import { queue } from "./queue.ts";
import { rank } from "./rank.ts";
import { recovery } from "./recovery.ts";
import { report } from "./report.ts";
import { settings } from "./settings.ts";
import { steps } from "./steps.ts";
import { tls } from "./tls.ts";
import { wizard } from "./wizard.ts";

export const en = {
  auth,
  common,
  cpuBaseline,
  domains,
  errors,
  failures,
  fixDialog,
  forecast,
  fixes,
  hosts,
  live,
  matrix: { ...matrix, rank, csv: matrixCsv },
  migrations,
  options,
  overview,
  policies,
  prediction,
  preflight,
  queue,
  recovery,
  report,
  settings,
  steps,
  tls,
  wizard,
};
