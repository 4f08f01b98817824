// Publish rules: how far the sandbox serves them.
import { type CoverageRow, served } from './row.ts';

const lives = served('workflows/publish-rules.test.ts > creates, lists, reads, changes and deletes');

export const publishRules: readonly CoverageRow[] = [
  ['GET /workflows/publishing_rules', lives],
  ['POST /workflows/publishing_rules', lives],
  ['GET /workflows/publishing_rules/{rule_uid}', lives],
  ['PUT /workflows/publishing_rules/{rule_uid}', lives],
  ['DELETE /workflows/publishing_rules/{rule_uid}', lives],
  [
    'GET /workflows/content_type/{content_type_uid}',
    served('workflows/publish-rules.test.ts > tells the rules of a content type, language by language'),
  ],
];
