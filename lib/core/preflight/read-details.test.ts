import { describe, expect, it } from "vitest";
import { known, unknown } from "../model/fact.ts";
import type { HostFacts, HostSnapshot } from "../model/host.ts";
import { readDetail, readNeeds } from "./read-details.ts";
import { labContext, labHost } from "./test-support/lab.ts";
import { PLAIN_DETAILS } from "./test-support/needs.ts";

const host = labHost("hv2");
const withFacts = (facts: HostFacts | null): HostSnapshot => ({ ...host, facts });
const { details: _, ...older } = host.facts as HostFacts;
const secrets = (facts: HostFacts | null) => readDetail(withFacts(facts), (details) => details.secrets);
const why = (key: string) => ({ known: false, why: { key: `preflight.common.${key}` } });

describe("what an earlier version did not read", () => {
  it("is unknown, never taken for nothing", () => {
    expect(secrets(null)).toMatchObject(why("never-read"));
    expect(secrets(older)).toMatchObject(why("not-read-yet"));
    expect(secrets({ ...older, details: unknown("timeout") })).toMatchObject(why("fact-unknown"));
    expect(secrets({ ...older, details: known({ ...PLAIN_DETAILS, secrets: null }) })).toMatchObject(why("not-readable"));
    expect(secrets({ ...older, details: known({ ...PLAIN_DETAILS, secrets: [] }) })).toEqual({ known: true, value: [] });
  });

  it("is unknown of a VM, too", () => {
    const { domain, source } = labContext();
    const { needs, ...rest } = domain;
    expect(readNeeds({ domain: rest, source })).toMatchObject({ ...why("not-read-yet") });
    expect(readNeeds({ domain, source })).toEqual({ known: true, value: needs });
  });
});
