// Schemas in which anything may stand where one expects something, for tests that nothing throws.
import fc from 'fast-check';
import type { Field } from '../../src/content/schema.ts';
import { schema } from './schema.ts';

const types = ['text', 'group', 'blocks', 'reference', 'file', 'json', 'global_field', 'taxonomy', 'link', 'hologram'];

/** @param keys uids that fields may have. @param anything what may stand in a member of a field. */
export const toSchemas = (keys: fc.Arbitrary<string>, anything: fc.Arbitrary<unknown>): fc.Arbitrary<Field[]> =>
  fc.oneof(
    fc.constant(schema),
    fc.array(
      fc.record({
        uid: keys,
        data_type: fc.constantFrom(...types),
        multiple: fc.boolean(),
        schema: anything,
        blocks: anything,
        enum: anything,
        field_metadata: fc.oneof(anything, fc.constant({ allow_json_rte: true })),
        reference_to: anything,
        taxonomies: anything,
      }) as fc.Arbitrary<Field>,
      { maxLength: 6 },
    ),
  );
