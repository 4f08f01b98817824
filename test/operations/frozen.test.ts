// The catalogue as it is written out for the bundle: what comes back is what was there, and zod waits for a call.
import { expect, it } from 'vitest';
import * as z from 'zod';
import { toInput } from '../../src/operations/arguments.ts';
import { freeze, thaw } from '../../src/operations/frozen.ts';
import { places } from '../../src/operations/operation.ts';
import { modules } from '../../tools/index.ts';

const throughJson = () => JSON.parse(JSON.stringify(freeze(modules)));

it('gives every module and operation back as it was, fields and all', () => {
  const thawed = thaw(throughJson(), () => modules);
  expect(thawed.map(({ operations: _, ...module }) => module)).toEqual(
    JSON.parse(JSON.stringify(modules.map(({ operations: _, ...module }) => module))),
  );
  for (const [index, { operations }] of modules.entries()) {
    for (const [at, operation] of operations.entries()) {
      const { schema, ...rest } = { ...thawed[index]?.operations[at] };
      expect(rest, operation.name).toEqual(operation);
      for (const place of places) {
        const fields = thawed[index]?.operations[at]?.[place] ?? {};
        expect(Object.keys(fields), operation.name).toEqual(Object.keys(operation[place]));
        for (const [name, field] of Object.entries(fields)) expect(field, name).toBe(operation[place][name]);
      }
      expect(schema, operation.name).toEqual(toInput(operation).schema());
    }
  }
});

it('lists every tool without the catalogue, and reads it for a call', () => {
  let loads = 0;
  const thawed = thaw(throughJson(), () => {
    loads += 1;
    return modules;
  });
  const extra = { branch: z.enum(['main', 'development']).optional() };
  const inputs = thawed.flatMap(({ operations }) => operations.map(operation => toInput(operation, extra)));
  const listed = inputs.map(input => input.schema());
  expect(listed.every(({ properties }) => 'branch' in properties)).toBe(true);
  expect(loads).toBe(0);
  const results = inputs.map(input => input.parse({ stray: 1 }));
  expect(results.every(result => 'problems' in result)).toBe(true);
  expect(loads).toBe(1);
});
