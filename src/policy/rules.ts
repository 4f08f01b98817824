// The owner's rules: what a policy says, as types and as the schema of its file.
import * as z from 'zod';

/** From the mildest to the strictest. */
export const decisions = ['allow', 'ask', 'deny'] as const;
export type Decision = (typeof decisions)[number];
export const effects = ['create', 'update', 'delete', 'publish', 'opens'] as const;
const ways = ['direct', 'release', 'off'] as const;

/** What a rule may say of what is hit, each a list of names. */
export const dimensions = ['environments', 'branches', 'locales', 'content_types', 'entries'] as const;
export type Dimension = (typeof dimensions)[number];

export type Rule = Readonly<{ name: string; effects?: readonly (typeof effects)[number][]; over?: number }> &
  Readonly<Partial<Record<Dimension, readonly string[]>>> &
  Readonly<{ then?: Decision; publish?: (typeof ways)[number] }>;

export interface Policy {
  /** The file it was read from. */
  source: string;
  /** Of what no rule matches. */
  otherwise: Decision;
  rules: readonly Rule[];
}

/** What a rule comes to: a way to publish is a decision as well. */
export const toDecision = ({ then, publish }: Pick<Rule, 'then' | 'publish'>): Decision =>
  then ?? (publish === 'direct' ? 'allow' : 'deny');

const named = (what: string) =>
  z.array(z.string().min(1)).min(1).optional().describe(`${what} \`*\` stands for any characters.`);

const rule = z
  .strictObject({
    name: z.string().min(1).max(100).describe('Quoted in each refusal. No other rule of the file has it.'),
    effects: z
      .array(z.enum(effects))
      .min(1)
      .optional()
      .describe('What is done; `opens` is what opens a way out for data or brings code into the browsers of editors.'),
    environments: named('Environments by name, in any case.'),
    branches: named('Branches or aliases.'),
    locales: named('Languages by code, in any case.'),
    content_types: named('Content types by uid; `sys_assets` for files.'),
    entries: named('Entries or files by uid.'),
    over: z.int().min(1).optional().describe('A request, or a task as a whole, hits more items than this.'),
    then: z.enum(decisions).optional().describe('What then holds: `ask` is for a person to agree to.'),
    publish: z
      .enum(ways)
      .optional()
      .describe(
        'In place of `then`: what goes live goes `direct`, by a `release` that a person deploys in Contentstack, or is `off`.',
      ),
  })
  .meta({ oneOf: [{ required: ['then'] }, { required: ['publish'] }] });

export const policyFile = z
  .strictObject({
    $schema: z.string().optional(),
    otherwise: z.enum(decisions).default('allow').describe('What holds where no rule matches.'),
    rules: z.array(rule).describe('All that match count, in any order; the strictest wins.'),
  })
  .describe('What a server of contentstack-cma-mcp may write. Reads are never judged.');
