import type { FixKind } from "../../lib/core/model/fix.ts";
import { allowUserfaultfd } from "./actions/allow-userfaultfd.ts";
import { authoriseSourceKey } from "./actions/authorise-source-key.ts";
import { createFolder } from "./actions/create-folder.ts";
import { createImage } from "./actions/create-image.ts";
import { ejectMedia } from "./actions/eject-media.ts";
import { installCertificates } from "./actions/install-certificates.ts";
import { openDataPorts } from "./actions/open-data-ports.ts";
import { destroyCopy, pauseCopy, resumeCopy } from "./actions/recovery/copies.ts";
import { removeHalfMade, removeJob, removePartFolder } from "./actions/recovery/leftovers.ts";
import { startVm } from "./actions/recovery/start-vm.ts";
import { undefineCopy } from "./actions/recovery/undefine-copy.ts";
import { setUpPool } from "./actions/set-up-pool.ts";
import { startLibvirt } from "./actions/start-libvirt.ts";
import { startNetwork } from "./actions/start-network.ts";
import { startPool } from "./actions/start-pool.ts";
import { trustHostKey } from "./actions/trust-host-key.ts";
import type { Planner } from "./plan.ts";

/** How each kind of fix is planned. */
export const PLANNERS: { readonly [Kind in FixKind]: Planner<Kind> } = {
  "authorise-source-key": authoriseSourceKey,
  "trust-host-key": trustHostKey,
  "create-folder": createFolder,
  "create-image": createImage,
  "open-data-ports": openDataPorts,
  "start-libvirt": startLibvirt,
  "eject-media": ejectMedia,
  "install-certificates": installCertificates,
  "start-pool": startPool,
  "start-network": startNetwork,
  "allow-userfaultfd": allowUserfaultfd,
  "set-up-pool": setUpPool,
  "pause-copy": pauseCopy,
  "resume-copy": resumeCopy,
  "destroy-copy": destroyCopy,
  "undefine-copy": undefineCopy,
  "start-vm": startVm,
  "remove-half-made": removeHalfMade,
  "remove-part-folder": removePartFolder,
  "remove-job": removeJob,
};
