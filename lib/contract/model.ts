/** The model's types, for those who may import the contract. */
export type * from "../core/model/domain.ts";
export type * from "../core/model/fact.ts";
export type * from "../core/model/fenced-host.ts";
export type * from "../core/model/finding.ts";
export type * from "../core/model/fix.ts";
export type * from "../core/model/host.ts";
export type * from "../core/model/ids.ts";
export type * from "../core/model/matrix.ts";
export type * from "../core/model/migration.ts";
export type * from "../core/model/options.ts";
export type * from "../core/model/prediction.ts";
export type * from "../core/model/queue.ts";
export type * from "../core/model/recovery.ts";
export type * from "../core/model/steps.ts";
