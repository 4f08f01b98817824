// Answers of which only the status says what they are.
import { type Case, writing } from './case.ts';

const success = [200, 201, 202, 203, 204];
const between = 'Check CONTENTSTACK_HOST and what stands between here and <place>.';

export const byStatus: readonly Case[] = [
  {
    name: 'not found',
    when: { status: [404] },
    cause: 'There is no <thing> here, or the plan lacks the feature.',
    next: ['<list> shows what there is.'],
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
    name: 'failed write',
    when: { status: [500, 502, 503, 504], effect: writing },
    // What to do then is said by `fate.ts`, as for every write whose answer is lost.
    cause: 'Contentstack or the gateway in front of it failed; the arguments are not at fault.',
  },
  {
    name: 'failed',
    when: { status: [500, 502, 503, 504] },
    cause: 'Contentstack or the gateway in front of it failed; the arguments are not at fault.',
    next: ['Try again in a few seconds.'],
  },
  {
    name: 'not the API',
    when: { status: success, isJson: false },
    cause: 'What came back is not JSON, so something other than the API answered.',
    next: [between],
  },
  {
    name: 'no success',
    when: { status: success, effect: writing },
    cause: 'The status says success, but the answer shows nothing that was done.',
    next: [between],
  },
  {
    name: 'no content',
    when: { status: success },
    cause:
      'The status says success, but the answer is not what this request is answered with: it says nothing of what there is.',
    next: [`Try again in a few seconds. ${between}`],
  },
  {
    name: 'redirect',
    when: { status: [301, 302, 303, 307, 308] },
    cause: 'The request was redirected to a place where the token must not go.',
    next: ['Check CONTENTSTACK_REGION and CONTENTSTACK_HOST.'],
  },
  { name: 'unknown', when: {}, cause: '<tool> was refused.' },
];
