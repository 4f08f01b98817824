// The licences of what the bundle holds of others.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Bundled } from './bundled.ts';

/** @throws where a package brings no licence: it must not be shipped then. */
export function toNotices(bundled: readonly Bundled[]): string {
  // What is within several packages is under one licence all the same.
  const once = [...new Map(bundled.map(each => [each.name, each])).values()];
  const parts = once.map(({ name, version, license, folder, within }) => {
    return `${name} ${within ? `within ${within}` : version} (${license})\n\n${readLicence(name, folder)}`;
  });
  return `${['This file holds the licences of the software that this package contains.', ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

function readLicence(name: string, folder: string): string {
  const file = existsSync(folder) && readdirSync(folder).find(each => /licen[cs]e|copying/i.test(each));
  if (!file) throw new Error(`${name} is bundled and brings no licence`);
  return readFileSync(`${folder}/${file}`, 'utf8').trim();
}
