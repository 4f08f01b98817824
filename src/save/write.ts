// A write on its way through a save: what is called, and what is known beside it.
import type { Checked } from '../content/check/check.ts';
import type { Field } from '../content/schema.ts';
import type { Json } from '../content/value.ts';
import type { Arguments } from '../operations/arguments.ts';
import type { Operation } from '../operations/operation.ts';
import type { Site } from '../results/show/addresses.ts';

export interface Write {
  operation: Operation;
  given: Arguments;
  /** The master language, where it is known. */
  master: string | undefined;
  /** Names of environments by uid. */
  names: ReadonlyMap<string, string>;
  /** Environments with a base URL, where entries of a content type are pages. Never rejects. */
  findSites: (type: unknown) => Promise<readonly Site[]>;
  /** CONTENTSTACK_CHECK: arguments are checked before they are sent. */
  isChecked: boolean;
  /** Without what must not be told; by the names that it stands under. */
  clean: (value: unknown) => unknown;
}

/** What is to be sent, put right. */
export interface Ready {
  sent: Json;
  given: Arguments;
  schema?: readonly Field[];
  checked?: Checked;
}

/** The language an entry is saved in; undefined for what has none. */
export const toLocale = ({ operation, given, master }: Write): string | undefined => {
  if (!('locale' in operation.query)) return undefined;
  return typeof given.locale === 'string' && given.locale !== '' ? given.locale : master;
};
