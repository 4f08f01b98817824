// A line of the record as people read it: what was done, to what, how it was agreed to, and by whom. Pure.
import type { Line, Target } from './fields.ts';

/** Things named in one line. */
const most = 3;

export function toText(line: Line): string {
  if (line.event === 'wrong_bearer') return toWrongText(line);
  const { time, method, tool = method ?? '', stack, environments = [], languages = [], duration_ms: took = 0 } = line;
  const targets = [...(line.targets ?? [])];
  const what = targets.slice(0, most).map(toWord);
  const more = targets.length + (line.more_targets ?? 0) - what.length;
  const about = [...what, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  const places = [environments.join(', '), languages.join(', ')].filter(Boolean).join(' ');
  const head = [tool, about, places && `in ${places}`].filter(Boolean).join(' ');
  const parts = [
    toOutcome(line),
    line.agreed === undefined ? undefined : agreements[line.agreed],
    toVersions(targets),
    `${line.requests} request${line.requests === 1 ? '' : 's'}`,
    `${(took / 1000).toFixed(1)} s`,
  ];
  const { client } = line;
  const who = [line.caller, client && `${client.name} ${client.version}`.trim(), stack && `stack ${stack}`];
  return `${toSecond(time)} ${head}: ${join(parts)}${toBracket(who)}`;
}

const join = (parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(', ');

function toBracket(who: readonly (string | undefined)[]): string {
  const words = join(who);
  return words === '' ? '' : ` (${words})`;
}

const toSecond = (time: string): string => time.replace(/\.\d+/, '');

const toWord = ({ kind, content_type: type, uid }: Target): string =>
  [type ?? (kind === 'entries' ? undefined : kind), uid].filter(Boolean).join('/');

const agreements: Readonly<Record<NonNullable<Line['agreed']>, string | undefined>> = {
  person: 'agreed to by a person',
  code: 'agreed to by a code',
  client: "left to the client's approval",
  setting: 'not asked, by setting',
  none: undefined,
};

function toOutcome({ outcome, cause, status, code, rehearsal, effect }: Line): string {
  const why = join([
    cause,
    status === undefined || status < 300 ? undefined : `status ${status}`,
    code === undefined ? undefined : `code ${code}`,
  ]);
  if (outcome === 'ok') return rehearsal ? 'rehearsed' : effect === 'read' ? 'read' : 'done';
  if (outcome === 'question') return 'a person is asked';
  if (outcome === 'held') return 'held for a second call';
  return `${outcome === 'timeout' ? 'timed out' : outcome}${toBracket([why])}`;
}

/** Of a single one; of several they stand in the JSON. */
function toVersions([first, second]: readonly Target[]): string | undefined {
  if (!first || second) return undefined;
  const { before, after } = first;
  if (before === undefined && after === undefined) return undefined;
  if (after === undefined) return `version ${before}`;
  return before === undefined || before === after ? `version ${after}` : `version ${before} → ${after}`;
}

function toWrongText({ time, count = 1, token_digest: digest, address }: Line): string {
  const times = count === 1 ? 'once' : `${count} times`;
  const which = digest === undefined ? 'other unknown tokens were' : 'an unknown token was';
  return `${toSecond(time)} ${which} sent ${times}${toBracket([digest && `digest ${digest}`, address && `from ${address}`])}`;
}
