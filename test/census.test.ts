// Holds the catalogue against the census: nothing documented is forgotten, nothing forbidden is exposed.
import { describe, expect, it } from 'vitest';
import { toTemplate } from '../src/operations/operation.ts';
import { modules } from '../tools/index.ts';
import {
  account,
  branchLife,
  membership,
  organization,
  publishRequests,
  type Row,
  session,
  stackItself,
  stages,
  tokens,
} from './census/row.ts';
import { census, documented, undocumented } from './census.ts';
import { operations } from './operations.ts';

const toolOf = ([, , outcome]: Row) => ('tool' in outcome ? outcome.tool : undefined);
const reasonOf = ([, , outcome]: Row) => ('left' in outcome ? outcome.left : undefined);

const exposed = (rows: readonly Row[]) => rows.filter(row => toolOf(row) !== undefined);
const omitted = (rows: readonly Row[]) => rows.filter(row => reasonOf(row) !== undefined);
const linesOf = (rows: readonly Row[]) => [...new Set(rows.map(([line]) => line))].sort();
const toolsOf = (rows: readonly Row[]) => new Set(rows.map(toolOf).filter(name => name !== undefined));

/** What no token may reach, by the shape of the request line. */
const forbidden: readonly [subject: string, pattern: RegExp][] = [
  ['organizations and teams', /^\w+ \/organizations(\/|$)/],
  ['user sessions', /^\w+ \/user-session(\/|$)/],
  ['user accounts', /^\w+ \/users?(\/|$)/],
  ['stacks themselves', /^\w+ \/stacks$/],
  ['what is below a stack, but for branches and aliases', /^\w+ \/stacks\/(?!branch(es|_aliases|es_\w+)(\/|$))/],
  ['the life of branches and aliases', /^(PUT|DELETE) \/stacks\/branch|^POST \/stacks\/branch(?!es_merge$)/],
  ['tokens, wherever they are', /\/(\w+_)?tokens?(\/|$)/],
  ['workflow stages of entries, and publish requests', /\/entries\/\{\w+\}\/workflow$|^\w+ \/bulk\/workflow$/],
];
const allowedBelowStacks = ['GET /stacks/users', 'POST /stacks/users/roles'];

function subjectsOf(line: string): string[] {
  if (allowedBelowStacks.includes(line)) return [];
  return forbidden.filter(([, pattern]) => pattern.test(line)).map(([subject]) => subject);
}

describe('the census', () => {
  it('has no row twice', () => {
    const keys = census.map(([line, title]) => `${line} ${title.toLowerCase()}`);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it('writes its lines as the catalogue does, each with a title and each omission with a reason', () => {
    for (const [line, title] of census) {
      expect(line).toMatch(/^(GET|POST|PUT|DELETE) (\/([a-z$_-]+|\{[a-z_]+\}))+$/);
      expect(title).toMatch(/^[A-Z]\S*( \S+)*$/);
    }
    for (const row of omitted(census)) expect(reasonOf(row), row[1]).toMatch(/^[a-z].{15,90}[^.]$/);
  });

  it('names a path parameter alike wherever the same request shape stands', () => {
    const shapes = new Map<string, string>();
    for (const [line] of census) {
      // A file type and a uid of an asset stand in the same place, and are told apart by their values.
      if (line === 'GET /assets/{asset_type}') continue;
      const shape = toTemplate(line).replaceAll(/\{\w+\}/g, '{}');
      expect(toTemplate(line)).toBe(shapes.get(shape) ?? toTemplate(line));
      shapes.set(shape, toTemplate(line));
    }
  });

  it('lets a line be exposed and left out only where title and reason tell the two apart', () => {
    const both = linesOf(exposed(census)).filter(line => linesOf(omitted(census)).includes(line));
    for (const line of both) {
      const rows = census.filter(([each]) => each === line);
      expect(new Set(rows.map(([, title]) => title)).size, line).toBe(rows.length);
      for (const row of omitted(rows)) expect(reasonOf(row), line).toBeTruthy();
    }
  });

  it('keeps what the reference gives to authtokens only out, but for the two requests on users', () => {
    const withAuthtoken = documented.filter(([, , , credential]) => credential === 'authtoken');
    expect(withAuthtoken.length).toBeGreaterThan(50);
    expect([...toolsOf(withAuthtoken)].sort()).toEqual(['list_users', 'update_user_roles']);
    const lines = linesOf(withAuthtoken);
    const reached = operations.filter(({ line }) => lines.includes(line)).map(({ name }) => name);
    expect(reached.sort()).toEqual(['list_users', 'update_user_roles']);
  });
});

describe('the catalogue against the census', () => {
  it('has exactly the request lines the census calls exposed', () => {
    expect([...new Set(operations.map(({ line }) => line))].sort()).toEqual(linesOf(exposed(census)));
  });

  it('has each tool the census names, on that very line', () => {
    const lineOf = new Map<string, string>(operations.map(({ name, line }) => [name, line]));
    const wrong = exposed(census).filter(row => lineOf.get(toolOf(row) ?? '') !== row[0]);
    expect(wrong.map(([line, title]) => `${line} ${title}`)).toEqual([]);
  });

  it('has no tool the census does not know', () => {
    const known = toolsOf(census);
    expect(operations.map(({ name }) => name).filter(name => !known.has(name))).toEqual([]);
  });

  it('has no request line the census leaves out under every title', () => {
    const gone = linesOf(omitted(census)).filter(line => !linesOf(exposed(census)).includes(line));
    expect(operations.filter(({ line }) => gone.includes(line)).map(({ name }) => name)).toEqual([]);
  });

  it.each(modules.map(module => [module.name, module] as const))('touches nothing forbidden in %s', (_, module) => {
    for (const { line, name } of module.operations) expect(subjectsOf(line), name).toEqual([]);
  });
});

describe('the forbidden patterns', () => {
  it.each([
    'GET /organizations',
    'DELETE /organizations/{organization_uid}/teams/{team_uid}',
    'POST /user-session',
    'GET /user',
    'PUT /user',
    'GET /user/assignments',
    'GET /users/{user_uid}',
    'GET /stacks',
    'DELETE /stacks',
    'POST /stacks/settings',
    'POST /stacks/share',
    'POST /stacks/unshare',
    'POST /stacks/users',
    'PUT /stacks/users/roles',
    'GET /stacks/accept_ownership/{ownership_token}',
    'GET /stacks/delivery_tokens',
    'POST /stacks/delivery_tokens/{delivery_token_uid}/preview_token',
    'DELETE /stacks/management_tokens/{token_uid}',
    'GET /tokens',
    'PUT /stacks/branch_aliases/{branch_alias_uid}',
    'DELETE /stacks/branches/{branch_uid}',
    'POST /stacks/branches',
    'POST /stacks/branches/{branch_uid}/settings',
    'GET /stacks/branch_tokens',
    'POST /content_types/{content_type_uid}/entries/{entry_uid}/workflow',
    'POST /bulk/workflow',
  ])('bite %s', line => {
    expect(subjectsOf(line)).not.toEqual([]);
  });

  it.each([
    'GET /stacks/users',
    'POST /stacks/users/roles',
    'GET /stacks/branches',
    'GET /stacks/branches_compare/content_types/{content_type_uid}',
    'POST /stacks/branches_merge',
    'GET /stacks/branch_aliases/{branch_alias_uid}',
    'GET /content_types/{content_type_uid}/entries',
    'GET /workflows/publishing_rules',
  ])('let %s pass', line => {
    expect(subjectsOf(line)).toEqual([]);
  });

  it('bite every request the census puts beyond tokens, and none it exposes', () => {
    const reasons = [
      organization,
      stackItself,
      session,
      account,
      tokens,
      membership,
      stages,
      publishRequests,
      branchLife,
    ];
    const beyond = census.filter(([, , outcome]) => reasons.includes(outcome));
    expect(beyond.length).toBeGreaterThan(55);
    for (const [line] of beyond) expect(subjectsOf(line), line).not.toEqual([]);
    for (const [line] of exposed(census)) expect(subjectsOf(line), line).toEqual([]);
  });
});

it('counts', () => {
  const count = (rows: readonly Row[]) =>
    `${exposed(rows).length} exposed by ${toolsOf(rows).size} tools, ${omitted(rows).length} left out`;
  process.stdout.write(
    `census: ${documented.length} documented requests, ${count(documented)}; ${undocumented.length} undocumented: ${count(undocumented)}\n`,
  );
  expect(exposed(census).length + omitted(census).length).toBe(census.length);
});
