import { z } from "zod";
import { absolutePathInput, diskTargetInput, hostAddressInput } from "./addresses.ts";
import { domainUuidInput, hostIdInput } from "./inputs.ts";

/** Inputs of the fixes. Messages are keys below `errors.field`, as in inputs.ts. */

/** libvirt's names of pools and networks: free text without a slash; never an option, never a control character. */
const libvirtNameInput = z
  .string()
  .trim()
  .min(1, "required")
  .max(120, "long")
  .regex(/^[^-/\p{Cc}][^/\p{Cc}]*$/u, "name");

const IQN = /^(iqn\.\d{4}-\d{2}\.[a-z0-9.-]+(:[^\s"'\\]{1,180})?|eui\.[0-9A-Fa-f]{16}|naa\.[0-9A-Fa-f]{16,32})$/;

const poolBase = { name: libvirtNameInput, targetPath: absolutePathInput };
export const poolSpecInput = z.discriminatedUnion("type", [
  z.object({ ...poolBase, type: z.literal("dir") }),
  z.object({ ...poolBase, type: z.literal("netfs"), sourceHost: hostAddressInput, sourcePath: absolutePathInput }),
  z.object({ ...poolBase, type: z.literal("iscsi"), sourceHost: hostAddressInput, targetIqn: z.string().regex(IQN, "iqn") }),
]);

/** Hosts that do not answer, with the name that somebody typed to declare each of them off. */
const fencedInput = z
  .array(z.object({ hostId: hostIdInput, typedName: z.string().max(63, "long") }))
  .max(100)
  .readonly();
/** As `stat` prints them. */
const countInput = z.string().regex(/^\d{1,20}$/, "id");
const timeInput = z.string().regex(/^\d{1,12}\.\d{1,12}$/, "id");

const fixActionInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("authorise-source-key") }),
  z.object({ kind: z.literal("trust-host-key") }),
  z.object({ kind: z.literal("create-folder"), path: absolutePathInput }),
  z.object({
    kind: z.literal("create-image"),
    path: absolutePathInput,
    format: z.enum(["qcow2", "raw"]),
    virtualSizeBytes: z
      .number()
      .int()
      .min(512)
      .max(2 ** 53 - 1),
  }),
  z.object({ kind: z.literal("open-data-ports") }),
  z.object({ kind: z.literal("start-libvirt"), listen: z.enum(["local", "tls"]) }),
  z.object({ kind: z.literal("eject-media"), target: diskTargetInput }),
  z.object({ kind: z.literal("install-certificates") }),
  z.object({ kind: z.literal("start-pool"), name: libvirtNameInput }),
  z.object({ kind: z.literal("start-network"), name: libvirtNameInput }),
  z.object({ kind: z.literal("allow-userfaultfd") }),
  z.object({ kind: z.literal("set-up-pool"), pool: poolSpecInput }),
  z.object({ kind: z.literal("pause-copy") }),
  z.object({ kind: z.literal("resume-copy"), fenced: fencedInput }),
  z.object({ kind: z.literal("destroy-copy"), fenced: fencedInput }),
  z.object({ kind: z.literal("undefine-copy") }),
  z.object({ kind: z.literal("start-vm"), fenced: fencedInput }),
  z.object({
    kind: z.literal("remove-half-made"),
    path: absolutePathInput,
    inode: countInput,
    bytes: countInput,
    changedAt: timeInput,
  }),
  z.object({ kind: z.literal("remove-part-folder"), path: absolutePathInput, inode: countInput, changedAt: timeInput }),
  z.object({ kind: z.literal("remove-job"), jobId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/, "id") }),
]);

export const fixRequestInput = z.object({
  action: fixActionInput,
  domainUuid: domainUuidInput.nullable().default(null),
  hostIds: z.array(hostIdInput).min(1).max(100),
});

export const applyFixInput = z.object({
  request: fixRequestInput,
  digest: z.string().regex(/^[0-9a-f]{64}$/, "id"),
  /** Made once by the client for each press of the button: the same key never runs twice. */
  idempotencyKey: z.string().regex(/^[A-Za-z0-9-]{16,64}$/, "id"),
});

export const fixIdInput = z.object({ fixId: z.string().regex(/^f_[a-z0-9]{10,32}$/, "id") });
export const listFixesInput = z.object({ hostId: hostIdInput.optional(), limit: z.number().int().min(1).max(500).default(100) });
