// A host: the official bridge, an iframe with the sandbox page, and in it the view.
import { AppBridge, PostMessageTransport } from '@modelcontextprotocol/ext-apps/app-bridge';
import type { Json, Manner, Opening, Sights } from '../wire.ts';
import { prelude } from './prelude.ts';

export interface Process {
  see<K extends keyof Sights>(kind: K, data: Sights[K][number]): void;
  callTool(name: string, args: Json): Promise<Json>;
  read(uri: string): Promise<Json>;
}

export interface Mounted {
  setTheme(theme: Manner['theme']): void;
  setWidth(width: number): void;
  /** Another answer comes to the same view. */
  answer(result: Json): Promise<void>;
  /** The frame is made anew, and nothing is sent again. */
  reload(): void;
  remove(): Promise<void>;
}

type Sent = Parameters<AppBridge['sendToolResult']>[0];
type Tool = NonNullable<Parameters<AppBridge['setHostContext']>[0]['toolInfo']>['tool'];

/** Resolves once the view has what there is for it. */
export async function mount(
  into: Element,
  sandbox: string,
  opening: Opening,
  manner: Manner,
  to: Process,
): Promise<Mounted> {
  const { trap } = manner;
  const iframe = document.createElement('iframe');
  iframe.id = 'view';
  iframe.title = 'View';
  iframe.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms');
  const bridge = new AppBridge(
    null,
    { name: 'host of the tests', version: '1' },
    {
      openLinks: {},
      message: { text: {} },
      logging: {},
      serverTools: {},
      ...(trap.noResources ? {} : { serverResources: {} }),
    },
    { hostContext: toContext(opening, manner) },
  );
  listen(bridge, iframe, manner, to);
  const ready = new Promise<void>(resolve => bridge.addEventListener('sandboxready', () => resolve()));
  const initialized = new Promise<void>(resolve => bridge.addEventListener('initialized', () => resolve()));

  setWidth(manner.width);
  into.replaceChildren(iframe);
  const frame = iframe.contentWindow as Window;
  await bridge.connect(new PostMessageTransport(frame, frame));
  iframe.src = `${sandbox}?frame=${manner.frame}${manner.csp ? '&csp' : ''}`;
  await ready;
  await bridge.sendSandboxResourceReady({ html: trap.prelude ? prelude(opening.html) : opening.html });
  await initialized;
  await bridge.sendToolInput({ arguments: opening.args });
  if (trap.result === 'cancelled') await bridge.sendToolCancelled({ reason: 'the user stopped it' });
  else if (trap.result !== 'none') await bridge.sendToolResult(toSent(opening.result, trap.result));

  function setWidth(width: number) {
    iframe.style.cssText = `width:${width}px;height:150px;border:0;display:block`;
  }
  return {
    setTheme: theme => bridge.setHostContext(toContext(opening, { ...manner, theme })),
    setWidth,
    answer: result => bridge.sendToolResult(toSent(result, undefined)),
    reload: () => frame.postMessage({ reload: true }, '*'),
    async remove() {
      await bridge.teardownResource({}, { timeout: 1_000 }).catch(() => {});
      await bridge.close();
      iframe.remove();
    },
  };
}

const toContext = ({ tool }: Opening, { theme, width }: Manner) => ({
  theme,
  displayMode: 'inline' as const,
  availableDisplayModes: ['inline' as const],
  containerDimensions: { width, maxHeight: 20_000 },
  locale: 'en-GB',
  timeZone: 'UTC',
  platform: 'web' as const,
  toolInfo: { id: 1, tool: tool as unknown as Tool },
});

/** What some hosts leave of a result. */
function toSent(result: Json, kept: Manner['trap']['result']): Sent {
  const { content, structuredContent, _meta, isError } = result;
  if (kept === 'error') return { content: [{ type: 'text', text: 'The stack could not be reached.' }], isError: true };
  const failed = isError ? { isError } : {};
  if (kept === 'text alone') return { content, ...failed } as Sent;
  if (kept === 'meta alone') return { content: [], _meta, ...failed } as unknown as Sent;
  return {
    content,
    ...(structuredContent ? { structuredContent } : {}),
    ...(_meta ? { _meta } : {}),
    ...failed,
  } as Sent;
}

function listen(bridge: AppBridge, iframe: HTMLIFrameElement, { trap }: Manner, to: Process): void {
  bridge.addEventListener('initialized', () => to.see('ready', true));
  bridge.addEventListener('sizechange', size => {
    to.see('sizes', size);
    if (size.height !== undefined) iframe.style.height = `${size.height}px`;
  });
  bridge.addEventListener('loggingmessage', message => to.see('logs', message as Json));
  bridge.onmessage = async message => {
    to.see('messages', message as unknown as Json);
    if (trap.message === 'error') throw new Error('the chat box is not empty');
    return trap.message === 'isError' ? { isError: true } : {};
  };
  bridge.oncalltool = async call => {
    to.see('calls', call as Sights['calls'][number]);
    return (await to.callTool(call.name, call.arguments ?? {})) as never;
  };
  bridge.onreadresource = async ({ uri }) => {
    to.see('reads', uri);
    return (await to.read(uri)) as never;
  };
  bridge.onopenlink = async ({ url }) => {
    to.see('links', url);
    return {};
  };
  bridge.onupdatemodelcontext = async context => {
    to.see('contexts', context as Json);
    return {};
  };
}
