// What refusals mean and what to do about them: the words, as data. Order counts, the first that fits gives the cause.

import { access } from './access.ts';
import type { Case, When } from './case.ts';
import { content } from './content.ts';
import { gateway } from './gateway.ts';
import { byStatus } from './status.ts';

/** Sources: sections 5 and 10 of the CMA reference's errors, support articles, and the SDKs' own tests. */
export const cases: readonly Case[] = [...gateway, ...access, ...content, ...byStatus];

/** What is said besides: each that fits, at most a few. */
export const advice: readonly { when: When; next: string }[] = [
  {
    when: { code: [119], says: /not unique|already exists|be unique/i, key: /^(title|url)$/ },
    next: 'Choose another: entries in the trash also keep their titles and urls, for 14 days.',
  },
  {
    when: { says: /not unique|already (exists|taken)|be unique/i, line: /^(?!.*\/entries)/ },
    next: 'It is taken: choose another, or change the existing one.',
  },
  {
    when: { says: /not unique|already (exists|taken)|be unique/i, line: /taxonomies\/import/ },
    next: '<GET /taxonomies/$all/terms> finds a term by its uid, in whichever taxonomy it is.',
  },
  {
    // Whatever types refer to in a circle cannot be made whole one after the other.
    when: { code: [115], says: /content type.{0,120}(n't|not) (exist|found)/i, line: /content_types/ },
    next: 'Create each content type with its title field first, then give it the rest with <PUT /content_types/{content_type_uid}>.',
  },
  {
    when: { code: [115], says: /global field.{0,120}(n't|not) (exist|found)/i },
    next: 'Create global fields first, with <POST /global_fields>, each after those that it holds.',
  },
  {
    when: { code: [115], says: /extension.{0,120}(n't|not) (exist|found)/i },
    next: 'An extension has another uid in each stack: give the one that <GET /extensions> shows.',
  },
  {
    when: { code: [115], says: /\bnest|version 3\.2|api_version/i, line: /global_fields/ },
    next: 'Give api_version: "3.2", which lets global fields hold global fields.',
  },
  {
    when: { code: [119], readShape: 'file' },
    next: "A file field takes only the asset's uid, as text, not the asset as it was read.",
  },
  {
    when: { code: [119], readShape: 'reference' },
    next: 'A reference takes a list of { uid, _content_type_uid }, not the entry as it was read.',
  },
  {
    when: { code: [115, 119, 141], says: /\b\d+ ?KB\b|size limit/i, line: /entries/ },
    next: 'A JSON rich text holds about 30 KB: split it across fields or entries.',
  },
  {
    when: { code: [119], says: /duplicate uid/i },
    next: 'Each node of a rich text needs a uid of its own.',
  },
];
