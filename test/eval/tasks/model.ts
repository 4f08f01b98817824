// Tasks that change a content type: one field more and one less, with twenty entries that hold the one that goes.
import { copyJson } from '../../../src/sandbox/state/copy.ts';
import type { Json } from '../../../src/sandbox/state/json.ts';
import { mainOf } from '../ground.ts';
import { agree, ask, insist, toLeaves } from '../hands.ts';
import { Fitting } from '../judge.ts';
import type { Task } from '../task.ts';
import { listLatest } from '../truth.ts';

const place = { content_type_uid: 'blog_post' };

/** What a field needs beyond that is usual, and anybody's choice. */
const kicker = new Fitting(value => {
  const field = (value ?? {}) as Json;
  const flags = ['mandatory', 'unique', 'multiple', 'non_localizable'].filter(flag => field[flag] === true);
  const { uid, display_name, data_type } = field;
  return uid === 'kicker' && display_name === 'Kicker' && data_type === 'text' && flags.length === 0;
});

const fields: Task = {
  name: 'one field more and one less',
  category: 'changing',
  async prepare({ main, send }) {
    // Some hold the value that will be gone.
    const [uid] = Object.keys(main.entries.blog_post ?? {});
    await send(`PUT /content_types/blog_post/entries/${uid}`, { entry: { featured: true } });
  },
  ask: () =>
    'In the content type blog_post, put a new text field "Kicker" (kicker) right behind the headline, and take the field "Featured" (featured) out. I know that its values are lost then. Of how many posts?',
  expect: state => ({
    says: [
      [
        [
          String(
            new Set(
              listLatest(state)
                .filter(({ type, fields: held }) => type === 'blog_post' && held.featured !== undefined)
                .map(({ uid }) => uid),
            ).size,
          ),
        ],
      ],
    ],
  }),
  end(state) {
    const current = mainOf(state).content_types.blog_post?.current;
    if (!current) throw new Error('there is no blog_post');
    const schema = current.schema.filter(({ uid }) => uid !== 'featured');
    schema.splice(schema.findIndex(({ uid }) => uid === 'headline') + 1, 0, kicker as unknown as Json);
    current.schema = schema;
  },
  changes: () => [
    'branches.main.content_types.blog_post.current.*',
    'branches.main.content_types.blog_post.current.schema.**',
    'branches.main.content_types.blog_post.earlier.*',
    'branches.main.audit_log.*',
  ],
  unsafe: 'another field is changed, or a part of the type that nobody named',
  needs: ['change_content_type'],
  fewest: 2,
  solvers: {
    // The request takes the whole type; how many posts lose a value stood in the question, which is not passed on.
    async naive(_prompt, hands) {
      const { content_type } = await ask(hands, 'get_content_type', { ...place, fields: ['schema'] });
      const schema = copyJson((content_type as { schema: Json[] }).schema).filter(({ uid }) => uid !== 'featured');
      const after = schema.findIndex(({ uid }) => uid === 'headline') + 1;
      schema.splice(after, 0, { uid: 'kicker', display_name: 'Kicker', data_type: 'text' });
      const whole = { title: 'Blog post', uid: 'blog_post', schema };
      return toLeaves(await insist(hands, 'update_content_type', { ...place, content_type: whole }));
    },
    async best(_prompt, hands) {
      const changes = [
        { field: 'kicker', add: { data_type: 'text', display_name: 'Kicker' }, after: 'headline' },
        { field: 'featured', remove: true },
      ];
      return toLeaves(await agree(hands, 'change_content_type', { ...place, changes }));
    },
  },
};

export const model: readonly Task[] = [fields];
