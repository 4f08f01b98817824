// References, files, embeds and links within the stack whose target is gone.
import { type Address, printAddress } from '../../content/address.ts';
import { listPointers, listPointing } from '../../content/pointers.ts';
import { lookForExistence, tellGone } from '../existence.ts';
import { type Check, type Finding, Kept, toPlace } from './check.ts';

interface Sighting {
  place: Omit<Finding, 'says'>;
  address: Address;
  to: string;
  uid: string;
}

export const brokenReferences: Check = {
  nouns: ['broken reference', 'broken references'],
  needs: ['list_assets'],
  only: type => listPointing(type.schema),
  start(audit) {
    const existence = lookForExistence(audit);
    const sightings = new Kept<Sighting>();
    return {
      async see(lane, own) {
        for (const { uid } of own) existence.learn(lane.type.uid, String(uid), 'there');
        for (const item of own) {
          const place = toPlace(lane, item);
          for (const { address, type, uid, isThere, isLocalizable } of listPointers(item, lane.type.schema)) {
            // What is the same in every language is told of the master alone.
            if (isThere === true || (!isLocalizable && lane.locale !== audit.master)) continue;
            if (isThere === false) existence.learn(type, uid, 'gone');
            const known = existence.find(type, uid);
            if (known === 'there') continue;
            if (known === undefined) existence.want(type, uid);
            sightings.add({ place, address, to: type, uid });
          }
        }
        await existence.fill();
      },
      keep: () => sightings.keep(items => items.filter(({ to, uid }) => existence.find(to, uid) !== 'there')),
      drop: () => sightings.drop(),
      // What is missing is asked in every language.
      countRest: () => existence.countPages() * Math.max(1, audit.codes.length),
      async tell() {
        await existence.fill(true);
        const findings = sightings.all.flatMap(({ place, address, to, uid }) => {
          const known = existence.find(to, uid);
          if (known === undefined || known === 'there') return [];
          return [{ ...place, address: printAddress(address), says: tellGone(to, uid, known) }];
        });
        const { lost } = existence;
        if (lost === 0) return { findings };
        const notes = [
          `whether ${lost} ${lost === 1 ? 'thing that is' : 'things that are'} pointed at ${lost === 1 ? 'is' : 'are'} there could not be read`,
        ];
        return { findings, notes, isPartial: true };
      },
    };
  },
};
