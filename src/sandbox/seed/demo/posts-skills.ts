// Posts of the journal on skills: what to know before and during a trip.
import type { SeedEntry } from '../form/format.ts';
import { live, publish, save, staged } from '../form/names.ts';
import { doc, embed, embedAsset, h2, list, quote } from '../form/values.ts';
import { post, translate } from './post.ts';

export const skillPosts: SeedEntry[] = [
  post('winter-layers', {
    saved: ['01-12T09:30', 'maya'],
    title: 'Winter layering, explained',
    headline: 'Dress for the climb, not for the car park',
    summary: 'Being cold in winter mostly begins with being too warm. Three layers, and when to take each one off.',
    author: 'ines-aguilar',
    category: 'skills',
    minutes: 6,
    tags: ['winter', 'layering', 'clothing'],
    image: 'winter-ridge',
    featured: true,
    related: ['shell-or-softshell', 'wash-a-rain-jacket'],
    body: doc(
      'If you feel comfortable when you leave the car, you are wearing too much. Ten minutes uphill and you sweat; ten minutes of rest and you freeze in what you sweated.',
      h2('Three jobs, three layers'),
      list(
        '**Next to the skin:** thin merino that moves moisture away. Never cotton.',
        '**In the middle:** fleece or light down that holds warm air.',
        '**Outside:** a shell that keeps wind and snow out and lets steam go.',
      ),
      embedAsset('winter-ridge'),
      h2('Change before you need to'),
      'Take the middle layer off at the foot of the climb and put it on again before you sit down. The warm jacket lives at the top of the pack, not at the bottom.',
      embed('product', 'moss-fleece'),
    ),
    published: [
      ...live('10-01T07:00', { version: 3 }),
      ...live('10-05T07:00', { locale: 'fr-fr' }),
      ...staged('10-06T07:30', { locale: 'de-de' }),
    ],
    later: [
      save('02-03T14:10', 'maya', {
        summary: 'Cold in winter begins with being too warm. Three layers, and when to take each one off.',
        tags: ['winter', 'layering', 'clothing', 'merino'],
      }),
      save(
        '09-28T15:45',
        'maya',
        { headline: 'How to stay warm without sweating', reading_minutes: 5 },
        { name: 'Autumn refresh' },
      ),
      translate('10-02T10:00', 'fr-fr', {
        title: "S'habiller en couches l'hiver",
        slug: 'couches-hiver',
        headline: 'Rester au chaud sans transpirer',
        summary: "En hiver, on a froid parce qu'on a eu trop chaud. Trois couches, et le moment de retirer chacune.",
        body: doc(
          'Si vous êtes bien en quittant la voiture, vous êtes trop couvert.',
          h2('Trois couches, trois rôles'),
          list(
            '**Sur la peau :** un mérinos fin qui évacue la sueur. Jamais de coton.',
            "**Au milieu :** une polaire ou un duvet léger qui retient l'air chaud.",
            '**Dehors :** une veste qui arrête le vent et laisse sortir la vapeur.',
          ),
        ),
      }),
      translate('10-06T07:10', 'de-de', {
        title: 'Das Zwiebelprinzip im Winter',
        slug: 'zwiebelprinzip-winter',
        headline: 'Warm bleiben, ohne zu schwitzen',
        summary: 'Wer im Winter friert, hat vorher meist geschwitzt. Drei Schichten, und wann welche ausgezogen wird.',
        body: doc(
          'Wer sich am Parkplatz wohlfühlt, hat zu viel an.',
          h2('Drei Schichten, drei Aufgaben'),
          list(
            '**Auf der Haut:** dünne Merinowolle, die Feuchtigkeit abgibt. Nie Baumwolle.',
            '**In der Mitte:** Fleece oder leichte Daune, die warme Luft hält.',
            '**Außen:** eine Jacke gegen Wind und Schnee, die Dampf hinauslässt.',
          ),
        ),
      }),
    ],
  }),
  post('pack-a-hut-bag', {
    saved: ['01-20T08:15', 'maya'],
    title: 'Packing for a three-day hut trip',
    headline: 'Seven kilos is enough',
    summary: 'A hut gives you a bed, a stove and a roof. Here is what is left to carry, and what to leave at home.',
    author: 'ines-aguilar',
    category: 'skills',
    minutes: 4,
    tags: ['packing', 'huts'],
    image: 'packing-table',
    related: ['pack-volume', 'winter-layers'],
    body: doc(
      'Lay everything on a table first. Whatever you cannot name a use for goes back into the drawer.',
      list(
        'One set of clothes to walk in, one dry set to sleep in.',
        'Shell, warm jacket, hat and gloves, also in July.',
        'Sheet liner, earplugs, head torch, cash for the warden.',
      ),
    ),
    published: [...live('01-21T07:00'), ...live('02-12T07:00', { locale: 'fr-fr' })],
    later: [
      translate('02-11T09:20', 'fr-fr', {
        title: 'Préparer son sac pour trois jours en refuge',
        slug: 'sac-refuge',
        headline: 'Sept kilos suffisent',
        summary: "Le refuge offre un lit, un poêle et un toit. Voici ce qu'il reste à porter, et ce qu'on laisse.",
        body: doc(
          "Étalez tout sur une table. Ce qui n'a pas d'usage précis retourne dans le tiroir.",
          list(
            'Une tenue pour marcher, une tenue sèche pour dormir.',
            'Drap de sac, bouchons, frontale, monnaie pour le gardien.',
          ),
        ),
      }),
    ],
  }),
  post('read-a-contour', {
    saved: ['02-09T10:00', 'maya'],
    title: 'Reading contour lines',
    headline: 'The map already knows how steep it is',
    summary:
      'Close lines are steep, wide lines are kind. A quarter of an hour with a map that will change your routes.',
    author: 'kofi-mensah',
    category: 'skills',
    minutes: 5,
    tags: ['navigation', 'maps'],
    body: doc(
      'Each brown line joins points of the same height. Where they crowd together, the ground falls away.',
      h2('Valley or spur?'),
      'Lines that point uphill draw a valley, lines that point downhill a spur. If a stream runs through the point, it is a valley.',
    ),
    published: live('02-10T07:00'),
  }),
  post('blister-first-aid', {
    saved: ['03-02T09:00', 'maya'],
    title: 'Blisters: what to do at kilometre four',
    headline: 'Stop at the first warm spot',
    summary: 'A blister takes an hour to form and a week to heal. Two minutes and a strip of tape make the difference.',
    author: 'kofi-mensah',
    category: 'skills',
    minutes: 3,
    tags: ['first aid', 'feet'],
    related: ['pack-a-hut-bag'],
    body: doc(
      'It never starts with pain. It starts with a warm spot, and with the thought that it can wait until the pass.',
      list('Stop now. Boot off, sock off, let the foot dry.', 'Tape the spot flat, without a fold.', 'Turn the sock.'),
    ),
    published: live('03-03T07:00', { version: 1 }),
    later: [
      save('08-17T11:30', 'jonas', {
        summary: 'A blister takes an hour to form and a week to heal. Two minutes with tape make the difference.',
      }),
    ],
  }),
  post('river-crossings', {
    saved: ['04-14T09:00', 'maya'],
    title: 'Crossing a cold river',
    headline: 'If in doubt, walk back',
    summary: 'Where to look, when to cross and why the pack straps are open. And the rule that outranks all others.',
    author: 'ines-aguilar',
    category: 'skills',
    minutes: 5,
    tags: ['safety', 'spring'],
    body: doc(
      'Meltwater is lowest at six in the morning. The river that turned you back at four may be ankle deep at breakfast.',
      quote('Knee deep and fast is deeper than hip deep and slow.'),
      'Open hip belt and chest strap, face upstream, move one foot at a time.',
    ),
    published: live('04-15T06:00'),
  }),
  post('first-night-out', {
    saved: ['05-11T09:00', 'maya'],
    title: 'A first night in a tent with children',
    headline: 'Go near, go late, take cocoa',
    summary: 'The first night outside decides whether there is a second. Choose the meadow behind the house.',
    author: 'tomas-berg',
    category: 'skills',
    minutes: 4,
    tags: ['family', 'camping'],
    image: 'tent-dusk',
    body: doc(
      'Nobody remembers the kilometres. They remember the torch, the cocoa and the owl.',
      list(
        'Pitch together, by daylight.',
        'One warm thing more than you think, for each of you.',
        'Stay for breakfast.',
      ),
    ),
    published: [...live('05-12T06:00'), ...live('06-03T06:00', { locale: 'de-de', version: 1 })],
    later: [
      translate('06-02T13:00', 'de-de', {
        title: 'Die erste Nacht im Zelt mit Kindern',
        slug: 'erste-nacht-im-zelt',
        headline: 'Nah, spät und mit Kakao',
        summary: 'Die erste Nacht draußen entscheidet, ob es eine zweite gibt. Die Wiese hinter dem Haus genügt.',
        body: doc(
          'An die Kilometer erinnert sich niemand. An die Lampe, den Kakao und die Eule schon.',
          'Gemeinsam aufbauen, bei Tageslicht. Zum Frühstück bleiben.',
        ),
      }),
      save('08-10T14:00', 'luc', { headline: 'Nah, spät, mit Kakao' }, { locale: 'de-de' }),
    ],
  }),
  post('leave-no-trace', {
    saved: ['06-22T09:00', 'aoife'],
    title: 'Leave the camp as you found it',
    headline: 'The best camp is the one nobody finds',
    // Longer than the 160 characters that a search shows.
    summary:
      'Fire, waste and the flattened circle are three traces that stay for years. How to see them before you make them, and how to leave nothing behind but grass that stands up again.',
    author: 'aoife-brennan',
    category: 'skills',
    minutes: 4,
    tags: ['camping', 'nature'],
    body: doc(
      'Grass under a tent for one night stands up again. Under three nights it turns yellow, and the next tent takes it for a pitch.',
      'Carry out what you carried in, orange peel included.',
    ),
    published: publish(['production', 'staging', 'preview'], '06-23T06:00'),
  }),
];
