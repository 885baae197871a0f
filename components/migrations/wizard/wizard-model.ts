import type { Domain, DomainUuid, HostSnapshot, MigrationRequest, Queueing } from "@/lib/contract/index.ts";
import { DEFAULT_QUEUEING } from "@/lib/core/model/queue.ts";
import { type ReadOptions, readOptions } from "./options.ts";
import { WIZARD_STEPS, type WizardParams, type WizardStep } from "./params.ts";
import { type ReadQueueing, readQueueing } from "./queueing.ts";

/** What happened to a choice between two clicks. */
export type WizardProblem =
  | { readonly kind: "vm-gone" }
  | { readonly kind: "vm-moved"; readonly domain: Domain; readonly host: HostSnapshot }
  | { readonly kind: "destination-gone" }
  | { readonly kind: "same-host" };

/** The wizard's choices seen against the inventory of now. */
export interface WizardModel {
  readonly domain: Domain | null;
  readonly source: HostSnapshot | null;
  readonly destination: HostSnapshot | null;
  readonly problem: WizardProblem | null;
  readonly options: ReadOptions;
  /** The default while a figure of it is wrong; `options` has the error then. */
  readonly queueing: Queueing;
  /** The furthest step that the choices so far allow. */
  readonly furthest: WizardStep;
}

interface Place {
  readonly domain: Domain;
  readonly host: HostSnapshot;
}

function placesOf(hosts: readonly HostSnapshot[], vm: DomainUuid): readonly Place[] {
  return hosts.flatMap((host) => host.domains.filter((domain) => domain.uuid === vm).map((domain) => ({ domain, host })));
}

const isActive = (place: Place | undefined) => place !== undefined && place.domain.state !== "shut-off";

function vmProblem(params: WizardParams, places: readonly Place[], here: Place | undefined): WizardProblem | null {
  if (params.vm === null) return null;
  // A definition that stayed behind is not where the VM is.
  const other = places.find((place) => place !== here && isActive(place));
  if (here && (isActive(here) || !other)) return null;
  const elsewhere = other ?? places.find((place) => place !== here);
  return elsewhere ? { kind: "vm-moved", domain: elsewhere.domain, host: elsewhere.host } : { kind: "vm-gone" };
}

/** Looks the choices up in the inventory; `hosts` is all that is known now. */
export function resolveWizard(params: WizardParams, hosts: readonly HostSnapshot[]): WizardModel {
  const places = params.vm ? placesOf(hosts, params.vm) : [];
  const here = params.from
    ? places.find((place) => place.host.registration.id === params.from)
    : (places.find(isActive) ?? places[0]);
  const lostVm = vmProblem(params, places, here);
  const destination = hosts.find((host) => host.registration.id === params.to) ?? null;
  const lostHost: WizardProblem | null =
    params.to && !destination
      ? { kind: "destination-gone" }
      : here && params.to === here.host.registration.id
        ? { kind: "same-host" }
        : null;
  const queueing = readQueueing(params);
  const options = withQueueing(readOptions(params, here?.domain ?? null), queueing);
  const furthest: WizardStep = !here || lostVm ? "vm" : !destination || lostHost ? "destination" : !options.ok ? "how" : "review";
  return {
    domain: here?.domain ?? null,
    source: here?.host ?? null,
    destination,
    problem: lostVm ?? lostHost,
    options,
    queueing: queueing.ok ? queueing.queueing : DEFAULT_QUEUEING,
    furthest,
  };
}

/** What is wrong with the figures for the queue stands among the errors of the options: they are on one step. */
function withQueueing(options: ReadOptions, queueing: ReadQueueing): ReadOptions {
  if (queueing.ok) return options;
  const wrong = Object.entries(queueing.errors).flatMap(([field, error]) => (error ? [[field, error] as const] : []));
  return { ok: false, errors: { ...(options.ok ? {} : options.errors), ...Object.fromEntries(wrong) } };
}

/** The step to show: the one asked for, or the furthest one that is possible. */
export function clampStep(asked: WizardStep, furthest: WizardStep): WizardStep {
  return WIZARD_STEPS.indexOf(asked) <= WIZARD_STEPS.indexOf(furthest) ? asked : furthest;
}

/** The request that the choices stand for; null while something is missing. */
export function requestOf(params: WizardParams, model: WizardModel): MigrationRequest | null {
  if (!model.domain || !model.source || !model.destination || model.problem || !model.options.ok) return null;
  return {
    domainUuid: model.domain.uuid,
    sourceHostId: model.source.registration.id,
    destinationHostId: model.destination.registration.id,
    options: model.options.options,
    pingAddress: model.options.pingAddress,
    acknowledged: params.ack,
  };
}
