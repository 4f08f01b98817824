// The taxonomies of the demo stack, as the requests that made them.
import type { Json } from '../../state/json.ts';
import type { SeedRequest } from '../form/format.ts';
import { at, type Editor, editorOf } from '../form/names.ts';

const request = (target: string, body: Json, moment: string, by: Editor): SeedRequest => ({
  request: `POST ${target}`,
  body,
  at: at(moment),
  by: editorOf(by),
});

const taxonomy = (uid: string, name: string, description: string, moment: string): SeedRequest =>
  request('/taxonomies', { taxonomy: { uid, name, description } }, moment, 'maya');

/** Terms of a taxonomy as `uid: Name`, below a parent or at the root; a minute between them. */
const terms = (uid: string, parent_uid: string | null, hour: string, ...lines: string[]): SeedRequest[] =>
  lines.map((line, index) => {
    const [term_uid = '', name = ''] = line.split(': ');
    const term = { uid: term_uid, name, parent_uid, order: index + 1 };
    return request(`/taxonomies/${uid}/terms`, { term }, `${hour}:${String(index).padStart(2, '0')}`, 'maya');
  });

const translate = (locale: string, target: string, key: 'taxonomy' | 'term', wording: Json): SeedRequest =>
  request(`${target}?locale=${locale}`, { [key]: wording }, '03-02T14:00', 'luc');

export const taxonomies: SeedRequest[] = [
  taxonomy('activity', 'Activity', 'What people do outdoors with our gear.', '02-10T09:00'),
  ...terms('activity', null, '02-10T10', 'hiking: Hiking', 'climbing: Climbing', 'camping: Camping', 'skiing: Skiing'),
  ...terms(
    'activity',
    'hiking',
    '02-10T11',
    'day_hikes: Day hikes',
    'hut_to_hut: Hut to hut',
    'thru_hikes: Thru-hikes',
  ),
  ...terms('activity', 'climbing', '02-10T12', 'bouldering: Bouldering', 'alpine: Alpine climbing'),
  ...terms('activity', 'camping', '02-10T13', 'winter_camping: Winter camping', 'car_camping: Car camping'),
  ...terms('activity', 'skiing', '02-10T14', 'touring: Ski touring', 'nordic: Nordic skiing'),
  taxonomy('season', 'Season', 'When a thing is of use.', '02-11T09:00'),
  ...terms('season', null, '02-11T10', 'spring: Spring', 'summer: Summer', 'autumn: Autumn', 'winter: Winter'),
  translate('fr-fr', '/taxonomies/season', 'taxonomy', { name: 'Saison', description: 'Quand on en a besoin.' }),
  translate('fr-fr', '/taxonomies/season/terms/summer', 'term', { name: 'Été' }),
  translate('fr-fr', '/taxonomies/season/terms/winter', 'term', { name: 'Hiver' }),
  translate('de-de', '/taxonomies/season', 'taxonomy', { name: 'Jahreszeit', description: 'Wann man etwas braucht.' }),
];
