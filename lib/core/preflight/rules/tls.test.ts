import { unknown } from "../../model/fact.ts";
import type { TlsPair } from "../../tls/model.ts";
import { hostTls, read, tlsPair, withCertificate, withFile } from "../../tls/test-support/tls-facts.ts";
import { testActions, testChoices } from "../test-support/choices.ts";
import { chosen } from "../test-support/chosen.ts";
import { done, type Patch } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { tlsChain } from "./tls-chain.ts";
import { tlsClient } from "./tls-client.ts";
import { tlsDates } from "./tls-dates.ts";
import { tlsFiles } from "./tls-files.ts";
import { tlsForce } from "./tls-force.ts";
import { tlsName } from "./tls-name.ts";
import { tlsUsage } from "./tls-usage.ts";

const DAY_MS = 86_400_000;
const NOW_MS = done(0).atMs;
const tls = (differs: Partial<TlsPair> = {}, options: Parameters<typeof chosen>[0] = {}): Patch => ({
  options: chosen({ tls: true, ...options }),
  probes: { tls: done(tlsPair(differs)) },
});
const missing = (name: Parameters<typeof withFile>[0]) =>
  withFile(name, { exists: false, readable: null, owner: null, mode: null });
const bare = {
  ...missing("ca-cert"),
  certificates: { "ca-cert": { kind: "missing" }, "server-cert": { kind: "missing" }, "client-cert": { kind: "missing" } },
} as const;
const off: Patch = { options: chosen() };
const pending: Patch = { options: chosen({ tls: true }) };
const broken = { kind: "unreadable", reason: "not a certificate" } as const;

testRule(tlsFiles, [
  ["off", off, "not-applicable not-used"],
  ["nobody has chosen", {}, "not-applicable not-used"],
  ["not tried yet", pending, "unknown not-probed"],
  ["all there", tls(), "pass present"],
  ["no server certificate at the destination", tls({ destination: missing("server-cert") }), "block missing"],
  ["no server certificate at the source, which needs none", tls({ source: missing("server-cert") }), "pass present"],
  ["no client key at the source", tls({ source: missing("client-key") }), "block missing"],
  [
    "no client key, and nobody asks for it",
    tls({ source: missing("client-key"), destination: hostTls({ verify: false }) }),
    "pass present",
  ],
  [
    "a key for root only, QEMU is not root",
    tls({ destination: withFile("server-key", { readable: false }) }),
    "block unreadable",
  ],
  [
    "a key of another certificate",
    tls({ destination: hostTls({ keyFits: { server: false, client: null } }) }),
    "block other-key",
  ],
  ["another client's key", tls({ source: hostTls({ keyFits: { server: null, client: false } }) }), "block other-key"],
  ["keys that could not be compared", tls({ destination: hostTls({ keyFits: { server: null, client: null } }) }), "pass present"],
  ["no certificate in the file", tls({ destination: withCertificate("server-cert", broken) }), "block malformed"],
  ["readability not tried", tls({ source: withFile("client-cert", { readable: null }) }), "unknown not-tried"],
]);

testRule(tlsDates, [
  ["off", off, "not-applicable not-used"],
  ["valid", tls(), "pass valid"],
  ["none there", tls({ source: bare, destination: bare }), "not-applicable no-certificate"],
  [
    "expired at the destination",
    tls({ destination: withCertificate("server-cert", read({ notAfterMs: NOW_MS - 1 })) }),
    "block expired",
  ],
  [
    "an expired client certificate that nobody asks for is still read",
    tls({ source: withCertificate("client-cert", read({ notAfterMs: 0 })), destination: hostTls({ verify: false }) }),
    "block expired",
  ],
  ["an expired CA", tls({ source: withCertificate("ca-cert", read({ notAfterMs: 0 })) }), "block expired"],
  [
    "the source's own server certificate does not matter",
    tls({ source: withCertificate("server-cert", read({ notAfterMs: 0 })) }),
    "pass valid",
  ],
  [
    "from tomorrow",
    tls({ destination: withCertificate("server-cert", read({ notBeforeMs: NOW_MS + DAY_MS })) }),
    "block not-yet",
  ],
  [
    "ends in 13 days",
    tls({ destination: withCertificate("server-cert", read({ notAfterMs: NOW_MS + 13 * DAY_MS })) }),
    "warn soon",
  ],
  [
    "ends in 15 days",
    tls({ destination: withCertificate("server-cert", read({ notAfterMs: NOW_MS + 15 * DAY_MS })) }),
    "pass valid",
  ],
  [
    "a clock that is two years ahead",
    { ...tls(), source: { facts: { clockOffsetMs: { known: true, value: 2 * 365 * DAY_MS } } } },
    "block expired",
  ],
  ["a clock that is not known", { ...tls(), source: { facts: { clockOffsetMs: unknown("no date") } } }, "unknown fact-unknown"],
]);

testRule(tlsName, [
  ["off", off, "not-applicable not-used"],
  ["the announced address", tls(), "pass fits"],
  ["another address chosen", tls({}, { migrateAddress: "10.77.1.22" }), "block other-name"],
  [
    "another address chosen, with a name that fits",
    tls({}, { migrateAddress: "10.77.1.22", tlsDestination: "hv2" }),
    "pass fits",
  ],
  ["a name that it does not have", tls({}, { tlsDestination: "hv9" }), "block other-name"],
  ["no certificate", tls({ destination: bare }), "not-applicable no-certificate"],
  ["the name is not known", { ...tls(), probes: { ...tls().probes, hostname: { kind: "pending" } } }, "unknown not-probed"],
]);

testRule(tlsChain, [
  ["off", off, "not-applicable not-used"],
  ["one CA", tls(), "pass trusted"],
  ["the destination is of another CA", tls({ sourceTrustsDestination: false }), "block destination-untrusted"],
  ["the source is of another CA", tls({ destinationTrustsSource: false }), "block source-untrusted"],
  [
    "the source is of another CA, and nobody asks",
    tls({ destinationTrustsSource: false, destination: hostTls({ verify: false }) }),
    "pass trusted",
  ],
  ["a CA that is not its own", tls({ destinationTrustsItself: false, sourceTrustsDestination: false }), "block own-untrusted"],
  ["the source's CA is not its own", tls({ sourceTrustsItself: false }), "block own-untrusted"],
  ["nothing to compare", tls({ sourceTrustsDestination: null }), "not-applicable no-certificate"],
]);

testRule(tlsUsage, [
  ["off", off, "not-applicable not-used"],
  ["both uses", tls(), "pass fits"],
  ["none there", tls({ source: bare, destination: bare }), "not-applicable no-certificate"],
  ["the CA itself as server", tls({ destination: withCertificate("server-cert", read({ isAuthority: true })) }), "block refused"],
  [
    "only for clients, and that is critical",
    tls({ destination: withCertificate("server-cert", read({ purposes: { critical: true, server: false, client: true } })) }),
    "block refused",
  ],
  [
    "only for clients, as advice",
    tls({ destination: withCertificate("server-cert", read({ purposes: { critical: false, server: false, client: true } })) }),
    "pass fits",
  ],
  [
    "not for signing",
    tls({ source: withCertificate("client-cert", read({ keyUsage: { critical: true, signature: false, encipherment: true } })) }),
    "block refused",
  ],
  [
    "ECDSA",
    tls({
      destination: withCertificate("server-cert", read({ keyUsage: { critical: true, signature: true, encipherment: false } })),
    }),
    "warn refused-by-older",
  ],
  ["nothing said", tls({ destination: withCertificate("server-cert", read({ keyUsage: null, purposes: null })) }), "pass fits"],
]);

testRule(tlsClient, [
  ["off", off, "not-applicable not-used"],
  ["asked", tls(), "pass asked"],
  ["asked, and none to show", tls({ source: missing("client-cert") }), "block no-certificate"],
  ["not asked", tls({ destination: hostTls({ verify: false }) }), "warn not-asked"],
  ["qemu.conf not readable", tls({ destination: hostTls({ confReadable: false }) }), "unknown conf-unreadable"],
]);

const plain = (differs: Partial<TlsPair> = {}): Patch => ({ ...tls(differs), options: chosen() });
testRule(tlsForce, [
  ["nobody has chosen", {}, "not-applicable not-used"],
  [
    "no data ports",
    { ...plain({ source: hostTls({ force: true }) }), options: chosen({ tunnelled: true }) },
    "not-applicable not-used",
  ],
  ["not tried yet", off, "unknown not-probed"],
  ["encrypted, not tried yet", pending, "pass encrypted"],
  ["encrypted", tls({ source: hostTls({ force: true }) }), "pass encrypted"],
  ["free", plain(), "pass not-forced"],
  ["the source insists", plain({ source: hostTls({ force: true }) }), "block forced"],
  ["the destination insists", plain({ destination: hostTls({ force: true }) }), "block forced"],
  ["qemu.conf not readable", plain({ destination: hostTls({ confReadable: false }) }), "unknown conf-unreadable"],
]);

const certificates = { kind: "install-certificates" } as const;
const stale = { destination: withCertificate("server-cert", read({ notAfterMs: NOW_MS - 1 })) };

testActions(tlsFiles, [["missing", tls({ destination: missing("server-cert") }), certificates]]);
testActions(tlsDates, [["expired", tls(stale), certificates]]);
testActions(tlsName, [["another name", tls({}, { tlsDestination: "elsewhere" }), certificates]]);
testActions(tlsChain, [["not trusted", tls({ sourceTrustsDestination: false }), certificates]]);
testActions(tlsUsage, [
  ["refused", tls({ destination: withCertificate("server-cert", read({ isAuthority: true })) }), certificates],
]);
testActions(tlsClient, [
  ["none to show", tls({ source: missing("client-cert") }), certificates],
  ["a setting is the admin's", tls({ destination: hostTls({ verify: false }) }), undefined],
]);

const forced = { destination: hostTls({ force: true }) };
testChoices(tlsForce, [
  ["encrypt", plain(forced), [`{"tls":true}`]],
  ["not with what cannot be encrypted", { ...plain(forced), options: chosen({ parallelConnections: 2, zeroCopy: true }) }, []],
]);
