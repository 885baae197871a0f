/** What the sentences of the review are about. Already made visible: no control characters. */
export interface ReviewNames {
  readonly vm: string;
  readonly from: string;
  readonly to: string;
}
