// What may not be written anywhere, or in one place alone: read off the sources' own lines.
import { expect, it } from 'vitest';
import { files, importsOf, inside, readImports, text } from './graph.ts';

const importersOf = (name: RegExp) => inside('src').filter(file => importsOf(file).some(each => name.test(each)));

it('keeps the catalogue to the language, the fields and zod', () => {
  const isModule = (name: string) => name !== 'tools/index.ts' && !name.startsWith('tools/tasks/');
  for (const file of inside('tools').filter(isModule)) {
    const others = importsOf(file).filter(
      name =>
        !['src/operations/operation.ts', 'src/operations/fields.ts', 'src/operations/edits.ts', 'zod'].includes(name),
    );
    expect(others, file).toEqual([]);
  }
});

it('keeps each task to its language, the fields, zod, what content is, and what tasks share', () => {
  const known = [
    'src/operations/task.ts',
    'src/operations/fields.ts',
    'src/operations/edits.ts',
    'src/operations/where.ts',
    'zod',
  ];
  for (const file of inside('tools/tasks').filter(name => name !== 'tools/tasks/index.ts')) {
    const others = importsOf(file).filter(name => !known.includes(name) && !/^src\/(content|tasks)\//.test(name));
    expect(others, file).toEqual([]);
  }
});

it('lets only the server, the transports and the demo know the MCP SDK', () => {
  const sdk = importersOf(/^@modelcontextprotocol\//).filter(file => !file.startsWith('src/server/transports/'));
  expect(sdk.sort()).toEqual([
    'src/command/demo.ts',
    'src/server/confirm/consent.ts',
    'src/server/confirm/signed.ts',
    'src/server/review/review.ts',
    'src/server/server.ts',
    'src/server/watching/on.ts',
  ]);
  expect(importsOf('src/command/demo.ts').filter(name => name.includes('/server'))).toEqual([]);
});

it('lets only the two doors know undici: to the CMA, and to files behind URLs', () => {
  // The door itself names its types.
  expect(importersOf(/^undici/).sort()).toEqual([
    'src/door/cma.ts',
    'src/door/dial/dialling.ts',
    'src/door/exchange.ts',
  ]);
});

it('lets one file know what parses Markdown, which is loaded when it is first used', () => {
  const parser = 'src/content/rich-text/shown/markdown-parser.ts';
  expect(importersOf(/^(mdast-util|micromark)/)).toEqual([parser]);
  const loaders = inside('src').filter(file => importsOf(file).includes(parser));
  for (const file of loaders)
    expect(text(file).replaceAll(/^import type .*$/gm, ''), file).not.toMatch(/^import .*\/markdown-parser\.ts/m);
});

it('keeps I/O out of the pure rooms', () => {
  for (const file of [
    ...inside('src/operations'),
    ...inside('src/results'),
    ...inside('src/policy'),
    ...inside('src/settings').filter(file => !/settings\/(flags|stacks-file|policy-file|secret-file)\.ts$/.test(file)),
    'src/stack/access.ts',
    'src/stack/facts.ts',
    'src/door/request.ts',
    'src/door/uploads/addresses.ts',
    'src/door/uploads/kind.ts',
    'src/door/linked/want.ts',
    'src/door/linked/pixels.ts',
    'src/command/listing.ts',
    'src/command/doctor.ts',
    'src/command/help.ts',
    'src/command/wrap.ts',
    'src/packaging/clients.ts',
    'src/packaging/about.ts',
    'src/packaging/manifest.ts',
    'src/packaging/server-json.ts',
  ]) {
    const io = importsOf(file).filter(name => name.startsWith('node:') || ['undici', 'src/door/cma.ts'].includes(name));
    expect(io, file).toEqual([]);
  }
});

it('reads the environment in one place, and in one before it what the system says of its folders', () => {
  const readers = inside('src').filter(file => /process\.env/.test(text(file)));
  expect(readers).toEqual(['src/settings/invocation.ts', 'src/start/cache.ts']);
});

it('starts npm in one place, through a shell on Windows, where it is a script', () => {
  // Of the others two only write it down for clients, and one lists steps, which run.ts starts.
  const named = files.filter(file => !file.endsWith('.test.ts') && /(['"`])np[mx]\1/.test(text(file)));
  const listed = ['src/packaging/clients.ts', 'src/packaging/server-json.ts', 'test/prove/steps.ts'];
  expect(named.sort()).toEqual([...listed, 'src/packaging/npm.ts'].sort());
  const started = files.filter(file => /(spawn|exec|run|fork)\w*\)?\(\s*(['"`])np[mx]\b/i.test(text(file)));
  expect(started).toEqual(['src/packaging/npm.ts']);
  expect(text('src/packaging/npm.ts')).toMatch(/'npm', \[\.\.\.args\], \{[^}]* shell: throughShell\('npm'\)/);
  expect(text('test/prove/run.ts').match(/spawn\([^)]*/)?.[0]).toMatch(
    /^spawn\(program, .*shell: throughShell\(program/,
  );
});

it('writes to stdout in one place, where commands that do not serve print', () => {
  const writers = [...inside('src'), ...inside('tools')].filter(file =>
    /process\.stdout\.write|console\./.test(text(file)),
  );
  expect(writers).toEqual(['src/main.ts']);
  expect(text('src/main.ts').match(/stdout\.write|console\./g)?.length).toBe(1);
});

it('keeps files small, and says first what each is for', () => {
  for (const file of files) {
    const lines = text(file).split('\n');
    expect(lines.length, file).toBeLessThanOrEqual(400);
    const first = lines[0]?.startsWith('#!') ? lines[1] : lines[0];
    expect(first, file).toMatch(/^\/\/ [A-Z].*[.!]$/);
  }
});

it('starts and ends nothing by hooks in what several test files import, as they share it and the first alone would have them', () => {
  for (const file of inside('test').filter(name => !/\.(test|system)\.ts$/.test(name))) {
    expect(text(file), file).not.toMatch(/^(before|after)(Each|All)\(/m);
  }
});

it('exports nothing that nobody imports', () => {
  const lists = files.flatMap(file => [...text(file).matchAll(/\b(?:import|export)\b[^;'"{]*\{([^}]*)\}\s*from '/g)]);
  const imported = new Set(lists.flatMap(([, names = '']) => names.match(/\w+/g) ?? []));
  const whole = new Set(
    files.flatMap(file => {
      const found = text(file).matchAll(/(?:\* as \w+ from |\bimport\()('[^']+')/g);
      return readImports([...found].map(([, name]) => `import ${name};`).join('\n'), file);
    }),
  );
  for (const file of [...inside('src'), ...inside('tools')]) {
    if (whole.has(file) || file.endsWith('.d.ts')) continue;
    const own = [...text(file).matchAll(/^export (?:async )?(?:const|function\*?|class|interface|type) (\w+)/gm)];
    expect(
      own.map(([, name = '']) => name).filter(name => !imported.has(name)),
      file,
    ).toEqual([]);
  }
});
