import { failureCodesDomain } from "./failure-codes-domain.ts";
import { failureCodesPath } from "./failure-codes-path.ts";

/** What the truth check, the driver and the recovery have to say about one migration. */
export const failures = {
  codes: { ...failureCodesPath, ...failureCodesDomain },
  truth: {
    "source-state": "State on {host}",
    "destination-state": "State on {host}",
    "destination-definition": "Defined on {host}",
    "source-definition": "Definition on {host}",
    jobs: "Migration job left",
    "source-process": "QEMU processes left on {host}",
    "destination-process": "QEMU processes left on {host}",
    disks: "Disks as before",
    autostart: "Autostart on {host}",
  },
  attention: {
    "source-unreachable": "{host} does not answer. The migration goes on without us; we keep asking and judge when it is back.",
    "destination-unreachable": "The copy has ended, but {host} does not answer. Where the VM is will be said when it does.",
    "split-brain":
      "The VM is active on both hosts. Do not start or resume anything; stop the wrong copy by hand before it harms the disks.",
    "source-cleanup":
      "The VM runs on {destination}, but {source} still holds a paused copy. Never resume it; destroy it on {source} when you are sure.",
    "paused-in-between":
      "The VM is stopped in the middle of a migration. Resume it on {source} only when {destination} surely has no copy of it.",
    "not-clean": "The two hosts do not agree on where the VM is. Look at both before you start or resume anything.",
    "still-working": "libvirt still reports a migration job for this VM. Look at it on {source} before you do anything.",
    lost: "Neither host knows the VM any more. Its disks are where they were.",
    stopped: "The VM is off. It is still defined.",
    "abort-too-late": "The abort came too late: the VM had already moved.",
    "moved-paused": "The VM moved and is paused on {host}.",
    "moved-with-error": "virsh reported an error, but the VM did move: both hosts agree.",
  },
  leftovers: {
    "source-definition": "A definition of the VM is left on {host}. Remove it, so that nobody starts a second copy.",
    "destination-definition": "A definition of the VM is left on {host}, although it did not move there.",
    "source-process": "A QEMU process of the VM is left on {host} (process {pids}).",
    "destination-process": "A QEMU process of the VM is left on {host} (process {pids}).",
    autostart: "Autostart could not be set on {host}. The VM had it before the move.",
    "downtime-limit": "The downtime limit on {host} could not be set back to {ms} ms.",
  },
  notes: {
    "preflight-accepted": "Preflight on fresh facts let it through: {pass} passed, {warn} warned.",
    started: "virsh runs on {host}, {ms} ms after the request.",
    "start-uncertain": "It is not certain that the command reached {host}. We look there before anything else.",
    "abort-requested": "Abort requested by {by}.",
    "abort-before-start": "Aborted before anything was started.",
    "abort-sent": "libvirt took the abort.",
    "timeout-suspend": "The time limit of {seconds} s passed: the VM is paused on {host}, so that the copy can end.",
    "timeout-abort": "The time limit of {seconds} s passed: the migration is being aborted.",
    "resumed-after-timeout": "The VM was paused by the time limit and runs again on {host}.",
    "resume-failed": "The VM was paused by the time limit and could not be resumed on {host}.",
    detached: "Connection to {host} lost. The migration does not need it.",
    reattached: "Connection to {host} is back.",
    "server-restarted": "The server was restarted and looks for this migration on both hosts.",
    "remote-job-vanished": "The virsh process on {host} is gone without an exit status. libvirt's own state decides.",
    "autostart-restored": "Autostart is not carried by libvirt: it was set again on {host}.",
    "downtime-restored": "The downtime limit on {host} was set back to {ms} ms.",
    "logs-unreadable": "The logs on {host} could not be read.",
    "logs-silent": "The logs on {host} have no error from the time of this migration.",
    checked: {
      moved: "Truth check on both hosts: moved.",
      "moved-paused": "Truth check on both hosts: moved, paused.",
      stayed: "Truth check on both hosts: still on the source.",
      stopped: "Truth check on both hosts: off.",
      "split-brain": "Truth check on both hosts: active on both.",
      "needs-attention": "Truth check on both hosts: not clear, needs a look.",
      lost: "Truth check on both hosts: on neither.",
      unknown: "Truth check: a host does not answer.",
    },
  },
} as const;
