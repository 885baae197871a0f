"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type OptionSupport, optionSupport } from "@/lib/core/migration/option-support.ts";
import type { OptionErrors } from "../options.ts";
import type { StepProps } from "../step-props.ts";

/** What every option of the step needs: the choices, how to change them, what is wrong with them, what the hosts can do. */
export interface How extends Pick<StepProps, "params" | "change" | "model"> {
  readonly errors: OptionErrors;
  readonly support: OptionSupport;
}

const HowContext = createContext<How | null>(null);

/** The step's choices. Throws outside of the step: that is a mistake of ours. */
export function useHow(): How {
  const how = useContext(HowContext);
  if (!how) throw new Error("an option stands outside of the step How");
  return how;
}

/** Hands the step's choices to all options below. */
export function HowProvider(props: StepProps & { readonly errors: OptionErrors; readonly children: ReactNode }) {
  const { params, change, model, errors } = props;
  const { source, destination, domain } = model;
  const support = useMemo(
    () => optionSupport({ source: source?.facts ?? null, destination: destination?.facts ?? null, domain }),
    [source, destination, domain],
  );
  return <HowContext value={{ params, change, model, errors, support }}>{props.children}</HowContext>;
}
