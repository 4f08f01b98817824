// What refusals mean and what to do about them: the words, as data. Order counts, the first that fits gives the cause.
import { lost } from '../../operations/verdict.ts';
import { access } from './access.ts';
import { absent, type Case, listed, taken, type When, writing } from './case.ts';
import { content } from './content.ts';

const success = [200, 201, 202, 203, 204];

/** Of a firewall or a proxy. Whoever sends 413, 414 and 429 means the same by them. */
const turnedAway = Array.from({ length: 100 }, (_, at) => 400 + at).filter(
  status => !lost.has(status) && ![413, 414, 429].includes(status),
);

const between = 'CONTENTSTACK_HOST, and any proxy between here and <place>.';

/** Of what stands between here and there, told by a body that is not JSON. */
const gateway: readonly Case[] = [
  {
    name: 'gateway failed',
    when: { status: [...lost], isJson: false },
    cause: 'A gateway in front of the API failed, not the API itself; the arguments are not at fault.',
    // What to do after a write is said by `fate.ts`, as for every write whose answer is lost.
    next: ['<read>Try again in a few seconds.'],
  },
  {
    name: 'blocked',
    when: { status: turnedAway, isJson: false },
    cause: 'Something in front of the API answered, such as a firewall or a proxy: what came back is not JSON.',
    next: [
      '<write>The text that was sent may be the cause: some firewalls refuse a script tag, SQL or a path in it. Send it without that, or in parts, to find out.',
      '<read>A text in the query may be the cause, if there is one.',
      `Otherwise check ${between}`,
    ],
  },
];

/** Answers of which only the status says what they are. */
const byStatus: readonly Case[] = [
  {
    name: 'not found',
    when: { status: [404] },
    cause: 'There is no <thing> here, or the plan lacks the feature.',
    next: [listed],
  },
  {
    name: 'conflict',
    when: { status: [409] },
    cause: 'It already exists, or something else has changed it meanwhile.',
  },
  {
    name: 'precondition',
    when: { status: [412] },
    cause: 'The API key or the token does not belong to a stack in <place>, or a uid is empty.',
    next: ['Check CONTENTSTACK_API_KEY and CONTENTSTACK_REGION.'],
  },
  {
    name: 'refused',
    when: { status: [401] },
    cause: 'Refused: the token lacks permission for this, or is not valid; if other tools work, it is the former.',
  },
  { name: 'malformed', when: { status: [400] }, cause: 'Contentstack could not read the request.' },
  { name: 'semantic', when: { status: [422] }, cause: 'Contentstack did not accept what was asked.' },
  {
    name: 'sort',
    when: { status: [500], given: ['asc', 'desc'] },
    cause: 'Contentstack failed, as it does when it cannot sort by a field.',
    next: ['Sort by one uid, such as updated_at, or not at all.'],
  },
  {
    name: 'failed',
    when: { status: [...lost] },
    cause: 'Contentstack or the gateway in front of it failed; the arguments are not at fault.',
    next: ['<read>Try again in a few seconds.'],
  },
  {
    name: 'not the API',
    when: { status: success, isJson: false },
    cause: 'What came back is not JSON, so something other than the API answered.',
    next: [`Check ${between}`],
  },
  {
    name: 'no success',
    when: { status: success, effect: writing },
    cause: 'The status says success, but the answer shows nothing that was done.',
    next: [`Check ${between}`],
  },
  {
    name: 'no content',
    when: { status: success },
    cause: 'The status says success, but the body is no answer to this request, so it does not show what there is.',
    next: [`Try again in a few seconds. Check ${between}`],
  },
  {
    name: 'redirect',
    when: { status: [301, 302, 303, 307, 308] },
    cause: 'The request was redirected to a place where the token must not go.',
    next: ['Check CONTENTSTACK_REGION and CONTENTSTACK_HOST.'],
  },
  { name: 'unknown', when: {}, cause: '<tool> was refused.' },
];
/** Sources: sections 5 and 10 of the CMA reference's errors, support articles, and the SDKs' own tests. */
export const cases: readonly Case[] = [...gateway, ...access, ...content, ...byStatus];

/** What is said besides: each that fits, at most a few. */
export const advice: readonly { when: When; next: string }[] = [
  {
    when: { code: [119], says: taken, key: /^(title|url)$/ },
    next: 'Choose another: entries in the trash also keep their titles and urls, for 14 days.',
  },
  {
    when: { says: taken, line: /^(?!.*\/entries)/ },
    next: 'It is taken: choose another, or change the existing one.',
  },
  {
    when: { says: taken, line: /taxonomies\/import/ },
    next: '<GET /taxonomies/$all/terms> finds a term by its uid, in whichever taxonomy it is.',
  },
  {
    // Whatever types refer to in a circle cannot be made whole one after the other.
    when: { code: [115], says: absent('content type'), line: /content_types/ },
    next: 'Create each content type with its title field first, then give it the rest with <PUT /content_types/{content_type_uid}>.',
  },
  {
    when: { code: [115], says: absent('global field') },
    next: 'Create global fields first, with <POST /global_fields>, each after those that it holds.',
  },
  {
    when: { code: [115], says: absent('extension') },
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
