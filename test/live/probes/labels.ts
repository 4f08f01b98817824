// Probes of labels.
import { must, took } from '../client.ts';
import { type Ground, nowhere } from '../ground.ts';
import type { Probe } from '../probe.ts';

const post = ({ api, prefix }: Ground, name: string, parent: string[] = []) =>
  api.post('/labels', { label: { name: `${prefix}_${name}`, parent } });

const singleLabel: Probe = {
  shows: ['singleLabel'],
  async play(ground, show) {
    const { uid } = must(await post(ground, 'single')).label;
    const { label } = must(await ground.api.get(`/labels/${uid}`));
    show('singleLabel', Array.isArray(label) ? 'list' : 'object');
  },
};

const unknownLabelTargets: Probe = {
  shows: ['unknownLabelTargets'],
  async play(ground, show) {
    const { uid } = must(await post(ground, 'above')).label;
    must(await post(ground, 'below', [uid]));
    show('unknownLabelTargets', took(await post(ground, 'below_nothing', [nowhere()])) ? 'allow' : 'refuse');
  },
};

const labelsBelowDeleted: Probe = {
  shows: ['labelsBelowDeleted'],
  async play(ground, show) {
    const { uid: parent } = must(await post(ground, 'parent')).label;
    const { uid: child } = must(await post(ground, 'child', [parent])).label;
    if (!took(await ground.api.remove(`/labels/${parent}`))) return show('labelsBelowDeleted', 'refuse');
    const reply = await ground.api.get(`/labels/${child}`);
    if (!took(reply)) return show('labelsBelowDeleted', 'delete');
    const [label] = [reply.body.label].flat();
    show('labelsBelowDeleted', label.parent?.length > 0 ? 'stay' : 'move up');
  },
};

export const labels = [singleLabel, unknownLabelTargets, labelsBelowDeleted];
