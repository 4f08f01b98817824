// Images without a description, which is what people who cannot see them are read.
import { assetUid } from '../types.ts';
import { type Check, type Finding, Kept, toPlace } from './check.ts';

export const undescribedImages: Check = {
  nouns: ['image without description', 'images without description'],
  needs: ['list_assets'],
  seesAssets: true,
  only: () => [],
  start() {
    const findings = new Kept<Finding>();
    return {
      see(lane, own) {
        if (lane.type.uid !== assetUid) return;
        for (const item of own) {
          const { content_type: kind, description } = item;
          const isImage = typeof kind === 'string' && kind.startsWith('image/');
          const isBlank = typeof description !== 'string' || description.trim() === '';
          if (isImage && isBlank) findings.add({ ...toPlace(lane, item), address: 'description', says: 'empty' });
        }
      },
      keep: () => findings.keep(),
      drop: () => findings.drop(),
      tell: async () => ({ findings: findings.all }),
    };
  },
};
