// The picture at the top of the README shows what the demo says today: `vitest -u` draws it anew.
import { expect, it } from 'vitest';
import { find } from '../operations.ts';
import { playDemo, toScenes, toSvg } from './conversation.ts';

it('is drawn from what the demo says', async () => {
  const scenes = await playDemo();
  await expect(toSvg(scenes)).toMatchFileSnapshot('../../docs/demo.svg');
  expect(scenes.length).toBe(6);
  for (const name of scenes.flatMap(({ tools }) => tools)) expect(find(name).name).toBe(name);
});

it('shows what was asked, called and found, and leaves out answers and the time it took', () => {
  const printed = [
    '',
    'Change <it>.',
    '  → update_entry {"entry":{}}',
    '  ← {"did":"…"}',
    '  ✓ it is changed',
    '',
    'Everything is as it should be, in 2.7 s.',
  ].join('\n');
  expect(toScenes(printed)).toEqual([{ says: 'Change <it>.', tools: ['update_entry'], finds: ['it is changed'] }]);
  const svg = toSvg(toScenes(printed));
  expect(svg).toContain('>Change &lt;it&gt;.</text>');
  expect(svg).toContain('>update_entry</text>');
  expect(svg).not.toMatch(/did|2\.7/);
});
