// How a preparation changes the sandbox: by requests with its own token, or in its state; and how long it takes effect.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { copyJson } from '../../src/sandbox/state/copy.ts';
import type { Json } from '../../src/sandbox/state/json.ts';
import type { Branch, State } from '../../src/sandbox/state/state.ts';
import { findDifferences } from './judge.ts';

export interface Ground {
  state: State;
  main: Branch;
  /** @param request such as `PUT /content_types/page/entries/blt…`. @throws when it is refused. */
  send(request: string, body?: Json | FormData): Promise<Json>;
}

export function makeGround({ origin, api_key, tokens, state }: Sandbox): Ground {
  return {
    state,
    main: mainOf(state),
    async send(request, body) {
      const [method = '', path = ''] = request.split(' ');
      const isForm = body instanceof FormData;
      const response = await fetch(`${origin}/v3${path}`, {
        method,
        headers: {
          api_key,
          authorization: tokens.read_write ?? '',
          ...(isForm || body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      });
      const answer = (await response.json()) as Json;
      if (!response.ok) throw new Error(`${request}: ${JSON.stringify(answer)}`);
      return answer;
    },
  };
}

export function mainOf({ branches }: State): Branch {
  if (!branches.main) throw new Error('the stack has no main branch');
  return branches.main;
}

/** A copy of the whole stack once nothing is under way any more: what is queued is carried out a moment later. */
export async function takeSnapshot(state: State): Promise<State> {
  for (let tries = 0; tries <= 100; tries += 1) {
    const before = isUnderWay(state) ? undefined : copyJson(state);
    await sleep(50);
    if (before && !isUnderWay(state) && findDifferences(before, state).length === 0) return before;
  }
  throw new Error('the stack does not come to rest');
}

/** A job stands still between its steps, which the sandbox's clock takes; what is planned for another day is none, nor a call that is made again. */
const isUnderWay = ({ due }: State): boolean =>
  due.some(({ at, work }) => work !== 'webhook' && Date.parse(at) < Date.now() + 1000);
