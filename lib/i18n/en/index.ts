import { auth } from "./auth.ts";
import { common } from "./common.ts";
import { domains } from "./domains.ts";
import { errors } from "./errors.ts";
import { failures } from "./failures.ts";
import { hosts } from "./hosts.ts";
import { live } from "./live.ts";
import { matrix } from "./matrix.ts";
import { migrations } from "./migrations.ts";
import { overview } from "./overview.ts";
import { preflight } from "./preflight.ts";
import { settings } from "./settings.ts";
import { wizard } from "./wizard.ts";

export const en = {
  auth,
  common,
  domains,
  errors,
  failures,
  hosts,
  live,
  matrix,
  migrations,
  overview,
  preflight,
  settings,
  wizard,
};
