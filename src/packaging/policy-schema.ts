// The JSON Schema of a policy file: with it an editor completes the file and marks what is wrong.
import * as z from 'zod';
import { policyFile } from '../policy/rules.ts';
import { displayName } from './about.ts';

/** Draft 7, as more editors know that than any later one. */
export function toPolicySchema() {
  const { $schema, ...rest } = z.toJSONSchema(policyFile, {
    io: 'input',
    target: 'draft-7',
    override({ jsonSchema }) {
      // It only says that it is a whole number.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return { $schema, title: `Policy of the ${displayName} MCP server`, ...rest };
}
