"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type PredictionQuestion, predictionQuery } from "@/lib/client/queries/prediction.ts";
import type { WizardModel } from "./wizard-model.ts";

/** Choices are typed letter by letter: the forecast waits for a pause. */
const SETTLE_MS = 300;

/** The question that the choices ask; null while a choice is missing or wrong. */
export function questionOf(model: WizardModel): PredictionQuestion | null {
  const { domain, source, destination, options, problem } = model;
  if (!domain || !source || !destination || problem || !options.ok) return null;
  return {
    domainUuid: domain.uuid,
    sourceHostId: source.registration.id,
    destinationHostId: destination.registration.id,
    options: options.options,
  };
}

/** The value as it was when it last stood still for `ms`; plain data only, since it is compared by its JSON. */
function useSettled<Value>(value: Value, ms: number): Value {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), ms);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return JSON.parse(settled) as Value;
}

/** What is to be expected with the choices of now, asked again as they change. The last answer stays while a new one is on its way. */
export function useForecast(model: WizardModel) {
  const question = useSettled(questionOf(model), SETTLE_MS);
  const query = useQuery(question ? predictionQuery(question) : { queryKey: ["prediction", null], queryFn: skipToken });
  return { asked: question !== null, view: question ? query.data : undefined, error: question ? query.error : null };
}
