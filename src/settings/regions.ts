// Regions: where the CMA of each is reached. Source: Contentstack's region registry (artifacts.contentstack.com/regions.json).
import { nearest } from '../operations/nearest.ts';
import { toShown } from './given.ts';

export const regions = {
  na: 'https://api.contentstack.io',
  eu: 'https://eu-api.contentstack.com',
  au: 'https://au-api.contentstack.com',
  'azure-na': 'https://azure-na-api.contentstack.com',
  'azure-eu': 'https://azure-eu-api.contentstack.com',
  'gcp-na': 'https://gcp-na-api.contentstack.com',
  'gcp-eu': 'https://gcp-eu-api.contentstack.com',
} as const;

/** Where people work in a region: the web app. Undefined for a host that is no region's. */
export function toAppOrigin(origin: string): string | undefined {
  const region = findRegion(origin);
  return region && `https://${region === 'na' ? '' : `${region}-`}app.contentstack.com`;
}

/**
 * Where the files of assets lie, as origins: images, and what is none. Only these are asked for one. Which region stands
 * behind a host of another name is not known, so any may; behind one of this machine is the sandbox, with files of its own.
 */
export function toAssetOrigins(origin: string): readonly string[] {
  const region = findRegion(origin);
  if (region !== undefined) return assetHosts[region as keyof typeof regions].map(host => `https://${host}`);
  if (isLoopback(new URL(origin).hostname)) return [origin];
  return Object.values(assetHosts).flatMap(hosts => hosts.map(host => `https://${host}`));
}

/** By the same registry. */
const assetHosts: Readonly<Record<keyof typeof regions, readonly string[]>> = {
  na: ['images.contentstack.io', 'assets.contentstack.io'],
  eu: ['eu-images.contentstack.com', 'eu-assets.contentstack.com'],
  au: ['au-images.contentstack.com', 'au-assets.contentstack.com'],
  'azure-na': ['azure-na-images.contentstack.com', 'azure-na-assets.contentstack.com'],
  'azure-eu': ['azure-eu-images.contentstack.com', 'azure-eu-assets.contentstack.com'],
  'gcp-na': ['gcp-na-images.contentstack.com', 'gcp-na-assets.contentstack.com'],
  'gcp-eu': ['gcp-eu-images.contentstack.com', 'gcp-eu-assets.contentstack.com'],
};

/** In words: the region that an origin serves, or the origin itself. */
export function toPlace(origin: string): string {
  const region = findRegion(origin);
  return region ? `region ${region}` : origin;
}

const findRegion = (origin: string): string | undefined =>
  Object.entries(regions).find(([, api]) => api === origin)?.[0];

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]', '::1']);

/** Of this machine alone. */
export const isLoopback = (hostname: string): boolean => loopback.has(hostname);

/** The origin to send to: the host if one is given, else the region's. `refuse` makes the error that is thrown. */
export function toOrigin(region: string, host: string | undefined, refuse: (message: string) => Error): string {
  return host === undefined ? fromRegion(region, refuse) : fromHost(host, refuse);
}

function fromRegion(region: string, refuse: (message: string) => Error): string {
  const name = region.toLowerCase().replaceAll('_', '-').replace(/^aws-/, '').replace(/^us$/, 'na');
  if (Object.hasOwn(regions, name)) return regions[name as keyof typeof regions];
  const names = Object.keys(regions);
  const close = nearest(name, names);
  throw refuse(
    `CONTENTSTACK_REGION is ${toShown(region)}; ${close ? `did you mean ${close}? It` : 'it'} can be ${names.join(', ')}`,
  );
}

function fromHost(host: string, refuse: (message: string) => Error): string {
  const text = /^[a-z][a-z\d+.-]*:\/\//i.test(host) ? host : `https://${host}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.username || url.password || url.search || url.hash || url.pathname !== '/') {
    throw refuse(`CONTENTSTACK_HOST is ${toShown(host)}; it takes an origin, such as https://eu-api.contentstack.com`);
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw refuse(
      `CONTENTSTACK_HOST is ${toShown(host)}; it must be https, or http on loopback, because every request carries the token`,
    );
  }
  if (/^([a-z-]+-)?(cdn|app|graphql|preview)\.contentstack\.(com|io)$/.test(url.hostname)) {
    throw refuse(
      `CONTENTSTACK_HOST is ${toShown(host)}, a host for delivery or the web app; the Content Management API is at hosts such as eu-api.contentstack.com`,
    );
  }
  return url.origin;
}
