import type { z } from "zod";
import type { predictionInput } from "../../lib/contract/inputs.ts";
import { advise } from "../../lib/core/migration/prediction/advise.ts";
import { missingInputs, predict } from "../../lib/core/migration/prediction/predict.ts";
import type { PredictionView } from "../../lib/core/model/prediction.ts";
import { ServiceError } from "../service-error.ts";
import { gatherInputs, type Memories } from "./gather-inputs.ts";
import type { LinkBook } from "./link-book.ts";
import type { ForecastParts } from "./parts.ts";

/** What is to be expected of a migration, from what is at hand. Throws `not-found` for a host or VM that is not there. */
export async function predictMigration(
  parts: ForecastParts,
  book: LinkBook,
  memories: Memories,
  input: z.output<typeof predictionInput>,
): Promise<PredictionView> {
  const { domainUuid, sourceHostId, destinationHostId, options } = input;
  const snapshot = parts.inventory.snapshot(sourceHostId);
  if (!snapshot || !parts.inventory.snapshot(destinationHostId))
    throw new ServiceError("not-found", {
      message: { key: "errors.forecast.unknown-host" },
      field: snapshot ? "destinationHostId" : "sourceHostId",
    });
  const domain = snapshot.domains.find(({ uuid }) => uuid === domainUuid);
  if (!domain)
    throw new ServiceError("not-found", {
      message: { key: "errors.forecast.domain-gone", values: { host: snapshot.registration.name } },
      field: "domainUuid",
    });
  const link = book.get(sourceHostId, destinationHostId);
  const back = book.get(destinationHostId, sourceHostId);
  const inputs = await gatherInputs(parts, memories, { domain, snapshot, link, back, options });
  return {
    atMs: parts.now(),
    inputs,
    missing: missingInputs(inputs, options, domain),
    prediction: predict(inputs, options, domain),
    advice: advise(inputs, options, domain),
  };
}
