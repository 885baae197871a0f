import type { HostId } from "../../lib/core/model/ids.ts";
import { createGate } from "../libvirt/gate.ts";
import { ServiceError } from "../service-error.ts";
import type { TlsService } from "../services.ts";
import { createAuthority } from "./authority.ts";
import type { TlsParts } from "./parts.ts";
import { planHost, type TlsPlanner } from "./plan.ts";
import { setUpHost } from "./set-up.ts";
import { tlsStatus } from "./status.ts";

/** Certificates for encrypted migration: what hosts have, and a guided way to give them what they need. */
export function createTlsService(parts: TlsParts): TlsService & TlsPlanner {
  const authority = createAuthority(parts);
  // One at a time: two admins who set up one host must not mix two certificates.
  const gate = createGate(1);
  const hostOf = (hostId: HostId) => {
    const host = parts.inventory.snapshot(hostId);
    if (host) return host;
    throw new ServiceError("not-found", { message: { key: "errors.tls.unknown-host" } });
  };
  return {
    status: () => tlsStatus(parts, authority),
    plan: (host) => planHost(parts, authority, host),
    async setUp({ hostId, replace, forLibvirt }, by) {
      const host = hostOf(hostId);
      const sets = forLibvirt ? (["qemu", "libvirt"] as const) : (["qemu"] as const);
      const done = await gate.run(() => setUpHost(parts, authority, host, { sets, replace, onlyOwn: false }));
      parts.logger.info({ hostId, by, replace, forLibvirt, ok: done.ok, problem: done.problem?.key }, "certificates set up");
      return done;
    },
    async renew({ hostId }, by) {
      const host = hostOf(hostId);
      const wish = { sets: ["qemu", "libvirt"] as const, replace: false, onlyOwn: true };
      const done = await gate.run(() => setUpHost(parts, authority, host, wish));
      parts.logger.info({ hostId, by, ok: done.ok, problem: done.problem?.key }, "certificates renewed");
      return done;
    },
  };
}
