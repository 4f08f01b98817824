// Posts of the journal on trips and on the people behind the brand.
import type { SeedEntry } from '../form/format.ts';
import { live, publish, save } from '../form/names.ts';
import { doc, embed, embedAsset, h2, quote } from '../form/values.ts';
import { post, translate } from './post.ts';

export const tripPosts: SeedEntry[] = [
  post('chartreuse-autumn', {
    saved: ['09-07T09:00', 'luc'],
    title: 'Autumn in the Chartreuse',
    headline: 'Limestone, beech and nobody there',
    summary: 'Four days between two monasteries, when the leaves turn and the huts are half empty.',
    author: 'ines-aguilar',
    category: 'trips',
    minutes: 6,
    tags: ['france', 'autumn', 'huts'],
    image: 'hut-morning',
    body: doc('The English text waits for its map.'),
    published: live('09-15T06:00', { locale: 'fr-fr', version: 1 }),
    later: [
      translate('09-14T10:30', 'fr-fr', {
        title: "L'automne en Chartreuse",
        slug: 'automne-chartreuse',
        headline: 'Du calcaire, des hêtres et personne',
        summary: 'Quatre jours entre deux monastères, quand les feuilles tournent et que les refuges se vident.',
        body: doc(
          "Fin septembre, le brouillard monte le matin et se déchire vers dix heures. On marche sur les crêtes au-dessus d'une mer blanche.",
          h2('Premier jour : le col'),
          'Le sentier part derrière la scierie. Comptez quatre heures, une de plus si vous cueillez des champignons.',
        ),
      }),
      save(
        '10-12T08:50',
        'luc',
        { summary: 'Quatre jours entre deux monastères, quand les feuilles tournent et que les refuges ferment.' },
        { locale: 'fr-fr' },
      ),
    ],
  }),
  post('coast-path-in-four-days', {
    saved: ['06-08T09:00', 'aoife'],
    title: 'The coast path in four days',
    headline: 'Ninety kilometres with the sea on the left',
    summary: 'Four villages, three ferries and one long beach: a walk without a summit, and better for it.',
    author: 'aoife-brennan',
    category: 'trips',
    minutes: 8,
    tags: ['coast', 'summer'],
    image: 'coast-path',
    related: ['pack-volume', 'blister-first-aid'],
    body: doc(
      'There is no top to reach, so you stop where it is good. We stopped often.',
      embedAsset('coast-path'),
      h2('Day two: the ferry that waits'),
      'The second ferry runs until six, but wave and it will come later. The boatman sells tea.',
      embedAsset('ferry-times'),
      quote('You have come the right way round, he said. The wind is behind you until Thursday.'),
    ),
    published: live('06-09T06:00'),
  }),
  post('bothy-weekend', {
    saved: ['11-03T16:30', 'aoife'],
    title: 'A wet weekend in a bothy',
    headline: 'Rain on a tin roof, twice',
    summary: 'We planned two summits and climbed none. It was the best weekend of the year.',
    author: 'aoife-brennan',
    category: 'trips',
    minutes: 5,
    tags: ['huts', 'rain'],
    image: 'hut-morning',
    body: doc(
      'It rained when we arrived and it rained when we left. In between we kept the stove going and told lies.',
    ),
    later: [
      save('11-06T10:10', 'maya', { summary: 'Two summits planned, none climbed: the best weekend of the year.' }),
    ],
  }),
  post('meet-the-repair-bench', {
    saved: ['02-18T09:00', 'maya'],
    title: 'Meet the repair bench',
    headline: 'Two thousand jackets a year go home again',
    summary: 'Tomas and his three colleagues mend what others throw away. A morning between zips and patches.',
    author: 'maya-lindqvist',
    category: 'people',
    minutes: 5,
    tags: ['repair', 'workshop'],
    image: 'repair-bench',
    related: ['mend-a-tear', 'how-we-test-zips'],
    body: doc(
      'The parcels arrive at seven. By eight each has a tag, and Tomas has found the one with a dog bite.',
      quote('People write letters with them. Where they wore it, what they saw. I read them all.'),
    ),
    published: live('02-19T07:00'),
  }),
  post('ten-years-of-larkfell', {
    saved: ['10-30T09:00', 'maya'],
    title: 'Ten years of Larkfell',
    headline: 'From a garage to a valley',
    summary: 'In November we turn ten. What we got right, what we got wrong, and what comes next.',
    author: 'maya-lindqvist',
    category: 'people',
    minutes: 7,
    tags: ['larkfell'],
    body: doc(
      'The first jacket had one sleeve longer than the other. We sold it anyway, to my brother, who still wears it.',
      'What we got wrong: the orange tent. What we got right: the repair bench.',
      embed('product', 'fell-shell'),
    ),
    published: publish(['staging', 'preview'], '11-02T15:00'),
    later: [save('11-02T14:30', 'maya', { headline: 'From one garage to the whole valley', reading_minutes: 8 })],
  }),
];
