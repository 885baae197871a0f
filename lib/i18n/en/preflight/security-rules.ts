import { tlsRules } from "./tls-rules.ts";

/** Titles and reasons of these checks, by rule id; every text may use {vm}, {source} and {destination}. */
export const securityRules = {
  clock: {
    skew: {
      title: "The clocks agree",
      together: "The clocks of both hosts are {seconds} s apart.",
      apart: "The clocks of both hosts are {seconds} s apart. The time in the guest may jump.",
    },
  },
  security: {
    labels: {
      title: "Both hosts guard guests alike",
      same: "Both hosts use the same security models ({here}).",
      differ: "{source} guards its guests by {here}, {destination} by {there}. libvirt labels {vm} anew there.",
      missing: "The definition of {vm} names a label of {models}, which libvirt on {destination} does not have.",
    },
    tls: {
      title: "The hosts could encrypt a migration",
      ready: "Both hosts hold certificates for QEMU migration.",
      missing: "{hosts} holds no certificates for QEMU migration: the memory of {vm} crosses the network in clear.",
      "checked-apart": "Encryption is switched on: the certificates are checked one by one below.",
    },
  },
  tls: tlsRules,
} as const;
