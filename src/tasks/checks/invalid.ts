// Values that the content type of today does not take.
import { checkStored, toStrict } from '../../content/check/stored.ts';
import type { Field } from '../../content/schema.ts';
import { type Check, type Finding, Kept, toPlace } from './check.ts';

export const invalid: Check = {
  nouns: ['invalid value', 'invalid values'],
  start({ master }) {
    const findings = new Kept<Finding>();
    const schemas = new Map<string, readonly Field[]>();
    return {
      see(lane, own) {
        const { type, locale } = lane;
        const schema = schemas.get(type.uid) ?? toStrict(type.schema);
        schemas.set(type.uid, schema);
        for (const item of own) {
          const { problems, more } = checkStored(item, {
            schema,
            locale,
            masterLocale: master,
            hasRules: type.hasRules,
          });
          const place = toPlace(lane, item);
          for (const { address, reason } of problems) findings.add({ ...place, address, says: reason });
          if (more > 0) findings.add({ ...place, says: `and ${more} more` });
        }
      },
      keep: () => findings.keep(),
      drop: () => findings.drop(),
      tell: async () => ({ findings: findings.all }),
    };
  },
};
