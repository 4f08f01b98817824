// The page of the review view, as built: small, of one piece, and asking for nothing.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const html = readFileSync(join(root, 'dist', 'review.html'), 'utf8');

it('is at most 60 KB, and lies in the server as it was built', () => {
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(60_000);
  const server = readFileSync(join(root, 'dist', 'lib', 'server.cjs'), 'utf8');
  const [hash = ''] = /sha256-[\w+/=]{40,}/.exec(html) ?? [];
  expect(hash).not.toBe('');
  expect(server.includes(hash)).toBe(true);
});

it('runs the one script whose hash its policy names, and may ask for nothing', () => {
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script);
  expect(scripts.length).toBe(1);
  const hash = createHash('sha256')
    .update(scripts[0] as string)
    .digest('base64');
  const [, policy = ''] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html) ?? [];
  expect(
    Object.fromEntries(policy.split('; ').map(each => [each.split(' ')[0], each.split(' ').slice(1).join(' ')])),
  ).toEqual({
    'default-src': "'none'",
    'script-src': `'sha256-${hash}'`,
    'style-src': "'unsafe-inline'",
    'img-src': 'data:',
    'base-uri': "'none'",
    'form-action': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  });
  // Before anything that the policy is about.
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.search(/<(style|script|title)/));
});

it('has no way to parse markup, to run a text, to send or to keep anything', () => {
  expect(html).not.toMatch(
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|\beval\(|new Function|setTimeout\(["'`]/,
  );
  expect(html).not.toMatch(
    /\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|EventSource|localStorage|sessionStorage|indexedDB|document\.cookie/,
  );
  expect(html).not.toMatch(/<(link|iframe|object|embed|base|form|img)\b/i);
  const addresses = [...html.matchAll(/https?:\/\/[^\s"'`)]+/g)].map(([address]) => address);
  expect(addresses.filter(address => !address.startsWith('http://www.w3.org/'))).toEqual([]);
});
