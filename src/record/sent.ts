// What left for a call: which things it named, what became of their versions, and the answer that decided. Numbers and uids alone are kept.
import { type CmaRequest, type Departure, toRequest } from '../door/request.ts';
import type { Arguments } from '../operations/arguments.ts';
import { isObject } from '../operations/is-object.ts';
import type { Operation } from '../operations/operation.ts';
import type { Called } from '../server/watching/watch.ts';
import type { Outcome } from './fields.ts';
import { type Named, toMade, toMeant, toNamed, toThing } from './named.ts';
import { type Secrets, toHarmless } from './telling.ts';
import { type Change, watchVersions } from './versions.ts';

export type Sent = ReturnType<typeof watchSent>;

export function watchSent({ stack, tool, given }: Called) {
  const { operation, offered } = tool;
  const isRead = offered.effect === 'read';
  const versions = watchVersions(uid => stack.known.environments.get(uid) ?? uid);
  const read: Named = toEmpty();
  const wrote: Named = toEmpty();
  const changes: Change[] = [];
  const confirmed = new Set<string>();
  let requests = 0;
  let retries = 0;
  let waited = 0;
  let last: Deciding | undefined;
  let bad: Deciding | undefined;
  const find = ({ line, effect }: CmaRequest): Operation | undefined =>
    operation?.line === line ? operation : stack.access.all.find(each => each.line === line && each.effect === effect);
  const note = (into: Named, more: Named): void => {
    into.things.push(...more.things);
    into.environments.push(...more.environments);
    into.languages.push(...more.languages);
  };
  const name = (departure: Departure, isGood: boolean): void => {
    const { request, answer } = departure;
    const own = find(request);
    if (!own) return;
    const named = toNamed(own, request, stack.known);
    const thing = toThing(request);
    if (isGood)
      for (const each of [thing?.uid, thing?.content_type, ...named.environments, ...named.languages])
        if (each) confirmed.add(each);
    if (request.effect === 'read') {
      if (isGood && !isRead) versions.read(answer?.body);
      // What a write looks at beside is no target of it.
      if (!operation || own === operation) note(read, named);
      return;
    }
    const made = isGood && request.effect === 'create' ? toMade(request, answer?.body) : undefined;
    // What is put into a thing that is there makes none.
    const isNew = made?.uid !== undefined && made.uid !== thing?.uid;
    if (isNew) confirmed.add(made.uid as string);
    note(wrote, isNew ? { ...named, things: [...named.things.filter(({ uid }) => uid !== undefined), made] } : named);
    if (isGood) changes.push(...versions.wrote(departure, { uid: thing?.uid, ...named }));
  };
  return {
    left(departure: Departure): void {
      const { request, isAgain, askedAt, leftAt, answer } = departure;
      requests += 1;
      retries += Number(isAgain);
      waited += leftAt - askedAt;
      const isGood = answer !== undefined && answer.status < 300;
      name(departure, isGood);
      if (!answer) return;
      const deciding = toDeciding(answer);
      if (!isGood) bad = deciding;
      if (request.effect !== 'read' || !operation || request.line === operation.line) last = deciding;
    },
    counts: () => ({ requests, retries, waited_ms: waited }),
    decisive(outcome: Outcome, secrets: Secrets) {
      const { status, code, requestId } = (outcome === 'ok' ? last : (bad ?? last)) ?? {};
      return {
        ...(status === undefined ? {} : { status }),
        ...(code === undefined ? {} : { code }),
        ...(requestId === undefined ? {} : { request_id: toHarmless(requestId, secrets, 64) }),
      };
    },
    named() {
      const left = wrote.things.length + wrote.environments.length > 0 ? wrote : read;
      const isTold = left === wrote || isRead;
      const named = isTold && left.things.length > 0 ? left : meant();
      return { named: operation || left === wrote ? named : withoutModels(named), changes, confirmed };
    },
  };

  function meant(): Named {
    if (!operation) return toMeant(given);
    try {
      const { branch = stack.known.branch } = given as { branch?: string };
      return toNamed(operation, toRequest(operation, given as Arguments, branch), stack.known);
    } catch {
      // No request can be made of it, which is what it was refused for.
      return toMeant(given);
    }
  }
}

/** A task that reads content also looks at its models. */
function withoutModels({ things, ...rest }: Named): Named {
  const content = things.filter(({ kind }) => kind === 'entries' || kind === 'assets');
  return { ...rest, things: content.length > 0 ? content : things };
}

const toEmpty = (): Named => ({ things: [], environments: [], languages: [] });

interface Deciding {
  status: number;
  code: number | undefined;
  requestId: string | undefined;
}

function toDeciding({ status, body, requestId }: NonNullable<Departure['answer']>): Deciding {
  const { error_code: code } = isObject(body) ? body : ({} as { error_code?: unknown });
  return { status, requestId, code: typeof code === 'number' ? code : undefined };
}
