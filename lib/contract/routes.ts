import { oc, type } from "@orpc/contract";
import { z } from "zod";
import { applyFixInput, fixIdInput, fixRequestInput, listFixesInput } from "./fix-inputs.ts";
import {
  addHostInput,
  addKeyInput,
  cellsInput,
  checkInput,
  cleanUpInput,
  connectionInput,
  cpuBaselineInput,
  dirtyRateInput,
  hostIdInput,
  leverMigrationInput,
  listMigrationsInput,
  matrixInput,
  measureLinkInput,
  migrationIdInput,
  migrationRequestInput,
  predictionInput,
  savePolicyInput,
  startMigrationInput,
} from "./inputs.ts";
import type {
  CpuBaseline,
  FixPreview,
  FixRecord,
  HostKey,
  HostSnapshot,
  LinkFigures,
  MatrixCell,
  MatrixSummary,
  MigrationPolicy,
  MigrationRecord,
  MigrationView,
  PredictionView,
  QueueLimits,
  RecoveryView,
} from "./model.ts";
import { queueLimitsInput } from "./queue-inputs.ts";
import { type TlsSetUpView, type TlsStatusView, tlsRenewInput, tlsSetUpInput } from "./tls.ts";
import type { DirtyRateView, MigrationPlanView, ProbeResult, QemuParametersView, SshKeyView, SystemInfo } from "./views.ts";

/**
 * The one API: browser and server are both typed by it. Inputs are validated by zod; outputs are the core model's types (the server
 * builds them, so they are typed, not validated again). REST paths are below /api/v1.
 */
export const contract = {
  system: {
    info: oc.route({ method: "GET", path: "/system" }).output(type<SystemInfo>()),
  },
  keys: {
    list: oc.route({ method: "GET", path: "/keys" }).output(type<readonly SshKeyView[]>()),
    add: oc.route({ method: "POST", path: "/keys" }).input(addKeyInput).output(type<SshKeyView>()),
    remove: oc
      .route({ method: "DELETE", path: "/keys/{keyId}" })
      .input(z.object({ keyId: z.string().max(40) }))
      .output(type<null>()),
  },
  hosts: {
    list: oc.route({ method: "GET", path: "/hosts" }).output(type<readonly HostSnapshot[]>()),
    /** Connects once without trusting anything: shows the host key, then (with the accepted key) what works on the host. */
    probe: oc
      .route({ method: "POST", path: "/hosts/probe" })
      .input(connectionInput.extend({ acceptedFingerprint: z.string().max(60).optional() }))
      .output(type<ProbeResult>()),
    add: oc.route({ method: "POST", path: "/hosts" }).input(addHostInput).output(type<HostSnapshot>()),
    remove: oc
      .route({ method: "DELETE", path: "/hosts/{hostId}" })
      .input(z.object({ hostId: hostIdInput }))
      .output(type<null>()),
    /** Connect now instead of at the next back-off step. */
    retry: oc
      .route({ method: "POST", path: "/hosts/{hostId}/retry" })
      .input(z.object({ hostId: hostIdInput }))
      .output(type<null>()),
    /** Accept a changed host key, by its fingerprint. */
    repin: oc
      .route({ method: "POST", path: "/hosts/{hostId}/host-key" })
      .input(z.object({ hostId: hostIdInput, acceptedFingerprint: z.string().max(60) }))
      .output(type<HostKey>()),
  },
  preflight: {
    /** Cells without findings, from what is at hand; probes that are missing start in the background and are announced by the socket. */
    matrix: oc.route({ method: "POST", path: "/preflight/matrix" }).input(matrixInput).output(type<readonly MatrixSummary[]>()),
    /** The cells of a few VMs with every finding, from what is at hand. */
    cells: oc.route({ method: "POST", path: "/preflight/cells" }).input(cellsInput).output(type<readonly MatrixCell[]>()),
    /** Asks libvirt for the richest CPU model that all these hosts have. */
    cpuBaseline: oc
      .route({ method: "POST", path: "/preflight/cpu-baseline" })
      .input(cpuBaselineInput)
      .output(type<CpuBaseline>()),
    check: oc.route({ method: "POST", path: "/preflight/check" }).input(checkInput).output(type<MatrixCell>()),
  },
  migrations: {
    list: oc.route({ method: "GET", path: "/migrations" }).input(listMigrationsInput).output(type<readonly MigrationRecord[]>()),
    get: oc
      .route({ method: "GET", path: "/migrations/{migrationId}" })
      .input(z.object({ migrationId: migrationIdInput }))
      .output(type<MigrationView>()),
    /** The exact command that would run, without running it. */
    plan: oc.route({ method: "POST", path: "/migrations/plan" }).input(migrationRequestInput).output(type<MigrationPlanView>()),
    start: oc.route({ method: "POST", path: "/migrations" }).input(startMigrationInput).output(type<MigrationRecord>()),
    abort: oc
      .route({ method: "POST", path: "/migrations/{migrationId}/abort" })
      .input(z.object({ migrationId: migrationIdInput }))
      .output(type<MigrationRecord>()),
    /** Changes a running migration. Refused with `too-late` or `conflict` (and the reason) when the lever cannot be used now. */
    lever: oc
      .route({ method: "POST", path: "/migrations/{migrationId}/levers" })
      .input(leverMigrationInput)
      .output(type<MigrationRecord>()),
    /** QEMU's own migration parameters of the domain, read from its monitor (libvirt marks the domain as tainted by that). */
    qemuParameters: oc
      .route({ method: "POST", path: "/migrations/{migrationId}/qemu-parameters" })
      .input(z.object({ migrationId: migrationIdInput }))
      .output(type<QemuParametersView>()),
    /** Removes one thing that an ended migration left on a host, if it is still exactly what was left. */
    cleanUp: oc
      .route({ method: "POST", path: "/migrations/{migrationId}/clean-up" })
      .input(cleanUpInput)
      .output(type<MigrationRecord>()),
    /** Measures how fast a running domain dirties its memory. Refused while it migrates. */
    dirtyRate: oc.route({ method: "POST", path: "/migrations/dirty-rate" }).input(dirtyRateInput).output(type<DirtyRateView>()),
  },
  forecast: {
    /** What is to be expected of a migration, before it is started. Runs nothing on a host. */
    predict: oc.route({ method: "POST", path: "/forecast" }).input(predictionInput).output(type<PredictionView>()),
  },
  links: {
    /** What is known of the ways between hosts. */
    list: oc.route({ method: "GET", path: "/links" }).output(type<readonly LinkFigures[]>()),
    /** Sends data from one host to the other for some seconds. Refused while a migration uses either. */
    measure: oc.route({ method: "POST", path: "/links/measure" }).input(measureLinkInput).output(type<LinkFigures>()),
  },
  fixes: {
    list: oc.route({ method: "GET", path: "/fixes" }).input(listFixesInput).output(type<readonly FixRecord[]>()),
    /** Looks at the hosts and says what would run. Changes nothing. */
    preview: oc.route({ method: "POST", path: "/fixes/preview" }).input(fixRequestInput).output(type<FixPreview>()),
    /** Runs what the preview showed; refused when it would be something else by now. */
    apply: oc.route({ method: "POST", path: "/fixes" }).input(applyFixInput).output(type<FixRecord>()),
    undo: oc.route({ method: "POST", path: "/fixes/{fixId}/undo" }).input(fixIdInput).output(type<FixRecord>()),
  },
  recovery: {
    /** What is not as it should be on any host. Asks the hosts about the domains in question only. */
    list: oc.route({ method: "GET", path: "/recovery" }).output(type<RecoveryView>()),
    /** Reads every host anew first, and looks for leftovers. Changes nothing. */
    look: oc.route({ method: "POST", path: "/recovery/look" }).output(type<RecoveryView>()),
  },
  policies: {
    list: oc.route({ method: "GET", path: "/policies" }).output(type<readonly MigrationPolicy[]>()),
    save: oc.route({ method: "POST", path: "/policies" }).input(savePolicyInput).output(type<MigrationPolicy>()),
    remove: oc
      .route({ method: "DELETE", path: "/policies/{policyId}" })
      .input(z.object({ policyId: z.string().max(40) }))
      .output(type<null>()),
  },
  settings: {
    limits: oc.route({ method: "GET", path: "/settings/limits" }).output(type<QueueLimits>()),
    saveLimits: oc.route({ method: "POST", path: "/settings/limits" }).input(queueLimitsInput).output(type<QueueLimits>()),
  },
  tls: {
    status: oc.route({ method: "GET", path: "/tls" }).output(type<TlsStatusView>()),
    setUp: oc.route({ method: "POST", path: "/tls/set-up" }).input(tlsSetUpInput).output(type<TlsSetUpView>()),
    renew: oc.route({ method: "POST", path: "/tls/renew" }).input(tlsRenewInput).output(type<TlsSetUpView>()),
  },
};
