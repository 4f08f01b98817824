// Posts of the journal on gear and its care: choosing, testing, washing, mending.
import type { SeedEntry } from '../form/format.ts';
import { at, live, save, staged } from '../form/names.ts';
import { doc, embed, embedAsset, h2, list, quote } from '../form/values.ts';
import { post, translate } from './post.ts';

export const gearPosts: SeedEntry[] = [
  post('shell-or-softshell', {
    saved: ['01-26T09:00', 'jonas'],
    title: 'Hard shell or soft shell?',
    headline: 'Buy for the weather you walk in',
    summary:
      'One keeps the rain out, the other lets you breathe. Most people need the second more often than they think.',
    author: 'tomas-berg',
    category: 'gear',
    minutes: 5,
    tags: ['clothing', 'rain'],
    image: 'winter-ridge',
    related: ['winter-layers'],
    body: doc(
      'A hard shell is a roof: three layers, taped seams, nothing gets in. A soft shell is a window: it slows the wind and lets you steam.',
      h2('Count your days'),
      'Write down your last ten walks. If it rained on more than three, carry the hard shell. If not, it may stay in the pack.',
      embed('product', 'fell-shell'),
    ),
    published: [...live('02-16T07:00', { version: 2 }), ...live('03-10T07:00', { locale: 'de-de' })],
    later: [
      save('02-13T16:20', 'maya', { headline: 'Buy for the weather you really walk in' }),
      translate('03-09T10:40', 'de-de', {
        title: 'Hardshell oder Softshell?',
        slug: 'hardshell-oder-softshell',
        headline: 'Kaufen Sie für das Wetter, in dem Sie gehen',
        summary: 'Die eine hält Regen ab, die andere lässt Dampf hinaus. Die zweite braucht man öfter, als man denkt.',
        body: doc(
          'Eine Hardshell ist ein Dach: drei Lagen, verklebte Nähte, nichts dringt ein. Eine Softshell ist ein Fenster: Sie bremst den Wind und lässt Dampf hinaus.',
        ),
      }),
      save('10-19T12:05', 'jonas', { reading_minutes: 4, tags: ['clothing', 'rain', 'buying'] }),
    ],
  }),
  post('choose-a-sleeping-bag', {
    saved: ['02-23T09:00', 'jonas'],
    title: 'Choosing a sleeping bag',
    headline: 'Read the middle number',
    summary: 'Three temperatures are printed on every bag, and only one of them is about a good night.',
    author: 'jonas-weber',
    category: 'gear',
    minutes: 6,
    tags: ['sleeping', 'buying'],
    image: 'tent-dusk',
    body: doc(
      '**Comfort** is the night you sleep, **limit** the night you doze, **extreme** the night you survive. Buy for comfort, with five degrees to spare.',
      embed('product', 'hollow-bag'),
    ),
    published: live('02-24T07:00'),
  }),
  post('stove-fuels', {
    saved: ['10-27T15:00', 'jonas'],
    title: 'Gas, petrol or alcohol?',
    headline: 'Stove fuels compared',
    summary: 'What boils a litre fastest, what you can buy in a village shop, and what still burns at ten below.',
    author: 'jonas-weber',
    category: 'gear',
    minutes: 7,
    tags: ['cooking'],
    body: doc(
      'Gas is clean and quick until it gets cold. Petrol burns anywhere and smells of it. Alcohol is silent and slow.',
      'To do: add the measurements from the cold chamber.',
    ),
  }),
  post('how-we-test-zips', {
    saved: ['03-23T09:00', 'jonas'],
    title: 'How we test a zip ten thousand times',
    headline: 'Sand, salt and a small motor',
    summary: 'The zip is the first thing to fail on a jacket. So we break a dozen of them before we choose one.',
    author: 'jonas-weber',
    category: 'gear',
    minutes: 4,
    tags: ['testing', 'workshop'],
    // The first of them went to the trash later: the one broken reference of this stack.
    related: ['zip-teardown', 'mend-a-tear'],
    body: doc(
      'A motor from an old windscreen wiper opens and closes the zip once a second. After two thousand times we add sand, after five thousand salt water.',
      quote('If it survives a night on the bench, it may go up a mountain.'),
    ),
    published: live('03-24T07:00'),
  }),
  post('pack-volume', {
    saved: ['04-27T09:00', 'jonas'],
    title: 'How many litres do you need?',
    headline: 'The pack fills itself',
    summary: 'Twenty for a day, thirty-five for a hut, sixty for a tent. Why the smaller pack is nearly always right.',
    author: 'kofi-mensah',
    category: 'gear',
    minutes: 3,
    tags: ['packs', 'buying'],
    related: ['pack-a-hut-bag'],
    body: doc(
      'An empty corner does not stay empty. Ten litres more means two kilos more, carried for nothing.',
      embed('product', 'tarn-35'),
    ),
    published: live('04-28T06:00'),
  }),
  post('wash-a-rain-jacket', {
    saved: ['03-16T09:00', 'maya'],
    title: 'How to wash a rain jacket',
    headline: 'Dirt lets the rain in, washing keeps it out',
    summary: 'A jacket that soaks through is usually not broken but dirty. Thirty degrees, no softener, and some heat.',
    author: 'tomas-berg',
    category: 'care',
    minutes: 3,
    tags: ['care', 'rain'],
    related: ['mend-a-tear'],
    body: doc(
      list(
        'Close every zip and open every strap.',
        'Wash at thirty degrees with liquid soap, without softener. Rinse twice.',
        'Tumble dry on low for twenty minutes: the heat wakes the coating up.',
      ),
    ),
    published: [...live('03-17T07:00'), ...live('04-02T06:00', { locale: 'fr-fr' })],
    later: [
      translate('04-01T11:15', 'fr-fr', {
        title: 'Laver une veste de pluie',
        slug: 'laver-veste-pluie',
        headline: 'La saleté laisse entrer la pluie',
        summary:
          "Une veste qui prend l'eau est souvent sale plutôt qu'usée. Trente degrés, sans adoucissant, puis au chaud.",
        body: doc(
          list(
            'Lavez à trente degrés au savon liquide, sans adoucissant. Rincez deux fois.',
            'Séchez vingt minutes à basse température : la chaleur réactive le traitement.',
          ),
        ),
      }),
    ],
  }),
  {
    ...post('zip-teardown', {
      saved: ['04-20T10:05', 'jonas'],
      title: 'What is inside a zip',
      headline: 'A teardown, with photographs to come',
      summary: 'Slider, teeth, tape, and the part that always goes first.',
      author: 'tomas-berg',
      category: 'gear',
      minutes: 3,
      tags: ['zips'],
      body: doc('The slider goes first. The rest is patience and a pair of pliers.'),
    }),
    deleted: at('06-11T16:40'),
  },
  post('mend-a-tear', {
    saved: ['05-25T09:00', 'maya'],
    title: 'Mending a tear',
    headline: 'A patch, a warm iron and some patience',
    summary: 'A torn sleeve is no reason for a new jacket. Four steps at the kitchen table.',
    author: 'tomas-berg',
    category: 'care',
    minutes: 4,
    tags: ['care', 'repair'],
    image: 'repair-bench',
    body: doc(
      'Wash first: nothing sticks to sunscreen. Then cut a round patch, a thumb wider than the tear. Corners peel, circles do not.',
      embedAsset('repair-bench'),
      'Press it for a minute under a cloth, on the lowest heat, and leave it alone for a night.',
      embed('product', 'repair-kit'),
    ),
    published: live('05-26T06:00'),
  }),
  post('store-down', {
    saved: ['10-12T09:00', 'maya'],
    title: 'Storing down over the year',
    headline: 'Hang it up, let it breathe',
    summary: 'Down that lives in its stuff sack forgets how to be warm. A hook in the cupboard is all it needs.',
    author: 'tomas-berg',
    category: 'care',
    minutes: 2,
    tags: ['care', 'down'],
    body: doc('Air it for a day, shake it, hang it loose. The little sack is for the trip, not for the cupboard.'),
    published: staged('10-12T14:00'),
  }),
];
