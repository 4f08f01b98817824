// Which addresses are public: the only ones that a URL from outside may lead to. Pure.
import ipaddr from 'ipaddr.js';

/** Addresses that look public and are a cloud's own: of Azure's machines, their platform. */
const platforms = new Set(['168.63.129.16']);

/** Of IPv6 only this is handed out to anybody; less its part for documentation. */
const handedOut = ipaddr.IPv6.parseCIDR('2000::/3');
const documentation = ipaddr.IPv6.parseCIDR('3fff::/20');

/** @param address as text; whatever is none is not public. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address mapped into IPv6 is read as what it is; other ways to write one within the other count as private.
  const read = ipaddr.process(address);
  if (read.range() !== 'unicast' || platforms.has(read.toString())) return false;
  return read instanceof ipaddr.IPv4 || (read.match(handedOut) && !read.match(documentation));
}
