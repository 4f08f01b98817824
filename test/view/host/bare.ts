// The host as tests use it: a page with nothing but the view, which the driver opens.
import type { Asks, Json, Manner, Opening } from '../wire.ts';
import { type Mounted, mount } from './bridge.ts';

type Ask = <K extends keyof Asks>(method: K, params: Parameters<Asks[K]>[0]) => Promise<unknown>;

declare global {
  interface Window {
    askProcess: Ask;
    sandboxUrl: string;
    show(opening: Opening, manner: Manner): Promise<void>;
    mounted?: Mounted;
  }
}

window.show = async (opening, manner) => {
  window.mounted = await mount(document.body, window.sandboxUrl, opening, manner, {
    see: (kind, data) => void window.askProcess('see', { kind, data } as Parameters<Asks['see']>[0]),
    async callTool(name, args) {
      const answered = (await window.askProcess('call', { name, args })) as { result: Json };
      return answered.result;
    },
    read: uri => window.askProcess('read', { uri }) as Promise<Json>,
  });
};
