/** A message by key with values: the words are in lib/i18n, values are data (host text is never a key). */
export interface Message {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
}
