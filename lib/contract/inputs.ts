import { z } from "zod";
import { type DomainUuid, type HostId, isDomainUuid, type MigrationId } from "../core/model/ids.ts";
import { DEFAULT_QUEUEING } from "../core/model/queue.ts";
import { hostAddressInput } from "./addresses.ts";
import { guestAddressInput, leverInput, migrationOptionsInput, policyOptionsInput } from "./option-inputs.ts";
import { queueingInput } from "./queue-inputs.ts";

/**
 * Every input that a route accepts. Messages are keys below `errors.field` in lib/i18n, so that a field can say in both languages
 * what is wrong and what to do.
 */

/** A POSIX login name; a leading dash would be taken for an option by ssh. */
const USER = /^[a-z_][a-z0-9_-]{0,31}$/;

export const hostIdInput = z
  .string()
  .regex(/^h_[a-z0-9]{10,32}$/, "id")
  .transform((text) => text as HostId);
export const migrationIdInput = z
  .string()
  .regex(/^m_[a-z0-9]{10,32}$/, "id")
  .transform((text) => text as MigrationId);
export const domainUuidInput = z
  .string()
  .refine(isDomainUuid, "uuid")
  .transform((text) => text as DomainUuid);

/** Where a host is reached; spaces around it are left out. */
export const addressInput = z.string().trim().min(1, "required").pipe(hostAddressInput);

export const connectionInput = z.object({
  address: addressInput,
  port: z.number({ message: "port" }).int("port").min(1, "port").max(65535, "port"),
  user: z.string().trim().regex(USER, "user"),
  /** Which stored private key to use: "server" is the key that this server made for itself. */
  keyId: z.string().regex(/^[a-z0-9_-]{1,40}$/, "key"),
});

export const addHostInput = connectionInput.extend({
  name: z.string().trim().min(1, "required").max(63, "long").optional(),
  /** The fingerprint that the admin saw and accepted (`SHA256:...`). */
  acceptedFingerprint: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/, "fingerprint"),
});

/** An OpenSSH or PEM private key, pasted; kept on the server, never sent back. */
export const addKeyInput = z.object({
  name: z.string().trim().min(1, "required").max(63, "long"),
  privateKey: z.string().min(64, "private-key").max(16_384, "private-key").includes("PRIVATE KEY", "private-key"),
  passphrase: z.string().max(1024, "long").optional(),
});

export const migrationRequestInput = z.object({
  domainUuid: domainUuidInput,
  sourceHostId: hostIdInput,
  destinationHostId: hostIdInput,
  options: migrationOptionsInput,
  pingAddress: guestAddressInput.nullable().default(null),
  acknowledged: z.array(z.string().max(80)).max(200),
});

export const startMigrationInput = z.object({
  request: migrationRequestInput,
  queueing: queueingInput.default(DEFAULT_QUEUEING),
  /** Made once by the client for each press of the button: the same key never starts twice. */
  idempotencyKey: z.string().regex(/^[A-Za-z0-9-]{16,64}$/, "id"),
});

export const leverMigrationInput = z.object({ migrationId: migrationIdInput, lever: leverInput });

/** A step's id as the record has it, e.g. "leftover:vda". */
export const cleanUpInput = z.object({ migrationId: migrationIdInput, leftoverId: z.string().max(120) });

export const savePolicyInput = z.object({
  /** Absent = a new policy. */
  id: z
    .string()
    .regex(/^p_[a-z0-9]{10,32}$/, "id")
    .optional(),
  name: z.string().trim().min(1, "required").max(63, "long"),
  options: policyOptionsInput,
  domainUuid: domainUuidInput.nullable().default(null),
});

export const dirtyRateInput = z.object({
  hostId: hostIdInput,
  domainUuid: domainUuidInput,
  seconds: z.number().int("seconds").min(1, "seconds").max(60, "seconds").default(1),
  method: z.enum(["page-sampling", "dirty-bitmap"]).default("page-sampling"),
});

export const matrixInput = z.object({
  domainUuids: z.array(domainUuidInput).max(500).optional(),
  hostIds: z.array(hostIdInput).max(500).optional(),
});

/** One VM, or a few, with every finding. */
export const cellsInput = z.object({
  domainUuids: z.array(domainUuidInput).min(1).max(20),
  hostIds: z.array(hostIdInput).max(500).optional(),
});

export const cpuBaselineInput = z.object({ hostIds: z.array(hostIdInput).min(1).max(100) });

export const predictionInput = z.object({
  domainUuid: domainUuidInput,
  sourceHostId: hostIdInput,
  destinationHostId: hostIdInput,
  options: migrationOptionsInput,
});

export const measureLinkInput = z.object({
  sourceHostId: hostIdInput,
  destinationHostId: hostIdInput,
  seconds: z.number().int("seconds").min(1, "seconds").max(10, "seconds").default(3),
});

export const checkInput = z.object({
  domainUuid: domainUuidInput,
  sourceHostId: hostIdInput,
  destinationHostId: hostIdInput,
  options: migrationOptionsInput.optional(),
  /** True: read facts and run pair probes anew; false: use what is at hand. */
  fresh: z.boolean(),
});

export const listMigrationsInput = z.object({
  domainUuid: domainUuidInput.optional(),
  hostId: hostIdInput.optional(),
  limit: z.number().int().min(1).max(500).default(200),
});

/** What a room's name may be. */
export const roomInput = z.union([
  z.literal("inventory"),
  z.literal("migrations"),
  z.literal("preflight"),
  z.string().regex(/^migration:m_[a-z0-9]{10,32}$/),
]);
