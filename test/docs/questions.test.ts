// The ten questions: each has an answer of two sentences, a section that has the rest, and a test that holds it.
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { read } from './pages.ts';

const [, ...sections] = read('docs/questions.md').split(/^## /m);

const asked = [
  'Who did what yesterday?',
  'What may it do?',
  'How does it never touch production?',
  'How are tokens rotated?',
  'How do three replicas run?',
  'What leaves this machine?',
  'How is it watched?',
  'What is inside?',
  'How is it pinned?',
  'How is a hole reported?',
];

it('are ten', () => {
  expect(sections.map(section => section.split('\n')[0])).toEqual(asked);
});

it.each(sections.map(section => [section.split('\n')[0] ?? '', section] as const))('%s', (_, section) => {
  const body = section.split('\n').slice(1).join(' ').trim();
  const [answer = '', ...sources] = body.split(/(?=\[)/);
  expect(
    answer
      .trim()
      .split(/[.:](?: |$)/)
      .filter(each => each !== '').length,
  ).toBeGreaterThanOrEqual(2);
  const anchored = sources.flatMap(each => [...each.matchAll(/\]\(([\w./-]*)#[\w-]+\)/g)]);
  expect(anchored.length).toBeGreaterThan(0);
  const tests = [...body.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path = '']) => path);
  expect(tests.length).toBe(1);
  for (const path of tests) expect(path).toMatch(/\.(test|system)\.ts$/);
  expect(tests.filter(path => !existsSync(path))).toEqual([]);
});
