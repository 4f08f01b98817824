// Images without a description: no other files, no folders, and blanks are no description.
import { expect, it } from 'vitest';
import { audit, openPlanted, plant, uid } from './stack.ts';

const names = ['bare', 'blank', 'told', 'paper', 'note'];

it('finds images alone, whatever else is asked', async () => {
  await using opened = await openPlanted({
    assets: ['bare', 'blank', 'told', 'paper'],
    entries: [plant('note', 'note', { 'en-us': { mood: 'sad' } })],
  });
  const { assets } = opened.sandbox.state.branches.main ?? {};
  for (const name of names) {
    const asset = assets?.[uid(name)];
    if (asset) Object.assign(asset, { description: { told: 'A hut.', blank: ' \n' }[name] ?? '' });
  }
  Object.assign(assets?.[uid('paper')] ?? {}, { content_type: 'application/pdf', filename: 'paper.pdf' });
  opened.sandbox.requests.splice(0);
  const { answer, lines } = await audit(opened, { checks: ['undescribed_images'] }, names);
  expect(lines.map(line => line.split(' ')[0]).sort()).toEqual(['<bare>', '<blank>']);
  expect(answer.says).toMatch(/^2 images without description in \d+ assets?$/);
  expect(opened.sandbox.requests.map(({ path }) => path)).toEqual(['/v3/content_types', '/v3/assets']);
  const of = { checks: ['undescribed_images'], content_types: ['sys_assets'] };
  expect((await audit(opened, of, names)).lines).toHaveLength(2);
  // Files of one title are no duplicates of each other, and of entries no image is told.
  for (const uid of Object.keys(assets ?? {})) Object.assign(assets?.[uid] ?? {}, { title: 'Same' });
  const both = await audit(opened, { checks: ['undescribed_images', 'duplicates', 'unused_assets'] }, names);
  expect(both.answer.says).toMatch(/^2 images without description, 0 duplicates, \d+ unused assets in \d+ entr/);
});

it('refuses to be narrowed by what images do not have, and says so beside checks that it narrows', async () => {
  await using opened = await openPlanted({ assets: ['bare'] });
  const checks = ['undescribed_images'];
  const fail = (given: object) => opened.fail('audit_content', { checks, ...given });
  const types = '- content_types: leave it out with undescribed_images, as images are of no content type';
  const languages =
    '- locales: leave it out with undescribed_images, as the description of an image is the same in all';
  expect(await fail({ content_types: ['note'] })).toContain(types);
  expect(await fail({ content_types: ['sys_assets', 'note'] })).toContain(types);
  expect(await fail({ content_types: ['note'], locales: ['fr-fr'] })).toMatch(new RegExp(`${types}.*\n${languages}`));
  expect(await fail({ content_types: ['sys_assets'], locales: ['fr-fr'] })).toContain(languages);
  for (const name of ['sys_assets', 'Assets'])
    expect((await audit(opened, { checks, content_types: [name] }, names)).lines).toHaveLength(1);
  const some = { content_types: ['note'], locales: ['fr-fr'] };
  const { answer } = await audit(opened, { checks: [...checks, 'untranslated'], ...some }, names);
  expect(answer.says).toMatch(/^1 image without description, 0 missing translations/);
  expect(answer.notes).toContain('undescribed_images is about all images: content_types and locales do not narrow it');
  const one = { checks: [...checks, 'untranslated'], locales: ['fr-fr'] };
  expect((await audit(opened, one, names)).answer.notes).toContain(
    'undescribed_images is about all images: locales does not narrow it',
  );
  const none = await audit(opened, { checks: [...checks, 'untranslated'] }, names);
  expect(JSON.stringify(none.answer.notes ?? [])).not.toContain('images');
});
