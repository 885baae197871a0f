import { auth } from "./auth.ts";
import { common } from "./common.ts";
import { domains } from "./domains.ts";
import { errors } from "./errors.ts";
import { failures } from "./failures.ts";
import { hosts } from "./hosts.ts";
import { live } from "./live.ts";
import { matrix } from "./matrix.ts";
import { migrations } from "./migrations.ts";
import { options } from "./options.ts";
import { overview } from "./overview.ts";
import { policies } from "./policies.ts";
import { preflight } from "./preflight.ts";
import { settings } from "./settings.ts";
import { steps } from "./steps.ts";
import { tls } from "./tls.ts";
import { wizard } from "./wizard.ts";

export const zhCN = {
  auth,
  common,
  domains,
  errors,
  failures,
  hosts,
  live,
  matrix,
  migrations,
  options,
  overview,
  policies,
  preflight,
  settings,
  steps,
  tls,
  wizard,
};
