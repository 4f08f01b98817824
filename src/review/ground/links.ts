// The way to what a row names, in Contentstack's web app: by the host, on a click, and only with what the server made of it.
import { button, type Child } from './dom.ts';
import { type Host, isObject, type Json } from './host.ts';
import { cellOf, type Shown } from './shown.ts';

const uid = /^[A-Za-z0-9_]{1,200}$/;
const language = /^[A-Za-z0-9-]{2,20}$/;

/** @returns a function that makes the button for a row; nothing where there is no such place, or the host opens none. */
export function makeLinks(host: Host, { beside }: Shown): (row: Json) => Child {
  const links = isObject(beside.links) ? beside.links : {};
  return row => {
    const names = { type: cellOf(row, 'content_type'), locale: cellOf(row, 'locale'), uid: cellOf(row, 'uid') };
    const template = names.type === 'sys_assets' ? links.asset : links.entry;
    if (!host.can('openLinks') || typeof template !== 'string' || !isOurs(template)) return undefined;
    if (!uid.test(names.uid) || !uid.test(names.type) || !(language.test(names.locale) || names.type === 'sys_assets'))
      return undefined;
    const url = template.replace('{type}', names.type).replace('{locale}', names.locale).replace('{uid}', names.uid);
    return button('Open in Contentstack', () => void host.request('ui/open-link', { url }).catch(() => {}), 'link');
  };
}

/** Of the web app of any region. */
function isOurs(template: string): boolean {
  if (!URL.canParse(template)) return false;
  const { protocol, hostname, username } = new URL(template);
  return protocol === 'https:' && username === '' && /(^|\.)contentstack\.com$/.test(hostname);
}
