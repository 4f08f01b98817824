// Opens a view in the browser as a host does, and tells what it did there.
import type { Frame, FrameLocator, Page } from 'playwright-core';
import type { Browsing } from './browser.ts';
import type { Site } from './site.ts';
import type { Speaker } from './speaker.ts';
import { type Asks, type Json, type Manner, type Opening, plainly, type Sights, seeNothing } from './wire.ts';

/** What is started once, and serves many views. */
interface Host {
  browsing: Browsing;
  site: Site;
}

export interface View extends AsyncDisposable {
  page: Page;
  /** What is in the frame of the view. */
  at: FrameLocator;
  /** To evaluate in. */
  frame(): Frame;
  seen: Sights;
  /** Errors of the console and of scripts; what a policy forbade is apart. */
  errors: string[];
  forbidden: string[];
  /** What was asked for that is none of the host's own; a policy may have forbidden it. */
  requests: string[];
  /** What a policy let through, as the proxy saw it. */
  left: string[];
  /** Waits until the view says so. */
  reaches(state: 'waiting' | 'shown' | 'error' | 'empty'): Promise<void>;
  setTheme(theme: Manner['theme']): Promise<void>;
  setWidth(width: number): Promise<void>;
  reload(): Promise<void>;
  /** Another answer comes to the same view. */
  answer(result: Json): Promise<void>;
}

/** In milliseconds, for what comes soon if it comes. */
const patience = 120_000;

/** The page's own, as `host/bare.ts` has them: what is evaluated there finds them. */
declare const show: (opening: Opening, manner: Manner) => Promise<void>;
declare const mounted: {
  setTheme(theme: string): void;
  setWidth(width: number): void;
  reload(): void;
  answer(result: Json): Promise<void>;
};

export async function openView(
  { browsing, site }: Host,
  opening: Opening,
  speaker: Pick<Speaker, 'call' | 'read'>,
  how: Partial<Manner> = {},
): Promise<View> {
  const manner = { ...plainly, ...how };
  const context = await browsing.browser.newContext({ viewport: { width: manner.width, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const [errors, forbidden, requests]: string[][] = [[], [], []];
  const seen = seeNothing();
  page.on('pageerror', error => void errors?.push(String(error)));
  page.on('console', message => {
    if (message.type() !== 'error') return;
    const text = message.text();
    (/content security policy|requires 'Trusted/i.test(text) ? forbidden : errors)?.push(text);
  });
  context.on('request', request => {
    const url = request.url();
    if (!site.isOwn(url) && !/^(data|blob|about):/.test(url)) requests?.push(`${request.method()} ${url}`);
  });
  const before = browsing.left.length;
  await page.exposeBinding('askProcess', async ({ frame }, method: keyof Asks, params: Json) => {
    if (frame !== page.mainFrame()) throw new Error('only the host asks');
    if (method === 'call') return { result: await speaker.call(params.name as string, params.args as Json) };
    if (method === 'read') return speaker.read(params.uri as string);
    (seen[params.kind as keyof Sights] as unknown[]).push(params.data);
    return undefined;
  });
  await page.goto(`${site.origins.host}/`);
  await page.evaluate(([what, as]) => show(what, as), [opening, manner] as const);
  const at = page.frameLocator('#view').frameLocator('iframe');
  return {
    page,
    at,
    seen,
    frame: () => page.mainFrame().childFrames()[0]?.childFrames()[0] as Frame,
    errors: errors as string[],
    forbidden: forbidden as string[],
    requests: requests as string[],
    get left() {
      return browsing.left.slice(before);
    },
    reaches: state => at.locator(`#review[data-state="${state}"]`).waitFor({ state: 'attached' }),
    setTheme: theme => page.evaluate(name => mounted.setTheme(name), theme),
    async setWidth(width) {
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate(size => mounted.setWidth(size), width);
    },
    reload: () => page.evaluate(() => mounted.reload()),
    answer: result => page.evaluate(told => mounted.answer(told), result),
    [Symbol.asyncDispose]: () => context.close(),
  };
}
