// The files of the demo stack: photographs, product pictures, the logo and the size guide.

import type { NewFolder } from '../../assets/store.ts';
import type { SeedAsset } from '../form/format.ts';
import { assetOf, at, type Editor, editorOf, uidOf } from '../form/names.ts';

const folder = (name: string, moment: string, parent?: string): NewFolder => ({
  uid: uidOf('folder', name),
  name,
  ...(parent === undefined ? {} : { parent_uid: uidOf('folder', parent) }),
  at: at(moment),
  by: editorOf('aoife'),
});

export const folders: NewFolder[] = [
  folder('Photos', '01-05T08:10'),
  folder('People', '01-05T08:12', 'Photos'),
  folder('Products', '01-05T08:15'),
];

type Size = [width: number, height: number];

const asset = (
  filename: string,
  title: string,
  [moment, by]: [string, Editor],
  content_type: string,
  file_size: number,
  description: string,
  tags: string[],
  size?: Size,
  folder?: string,
): SeedAsset => ({
  uid: assetOf(filename.replace(/\.\w+$/, '')),
  filename,
  title,
  content_type,
  file_size,
  description,
  tags,
  at: at(moment),
  by: editorOf(by),
  published: ['production', 'staging'],
  ...(folder === undefined ? {} : { parent_uid: uidOf('folder', folder) }),
  ...(size ? { dimension: { width: size[0], height: size[1] } } : {}),
});

const photo = (
  name: string,
  title: string,
  moment: string,
  file_size: number,
  description: string,
  size: Size,
  folder = 'Photos',
) => asset(`${name}.jpg`, title, [moment, 'aoife'], 'image/jpeg', file_size, description, ['photo'], size, folder);

const shot = (name: string, title: string, moment: string, file_size: number, description: string) =>
  asset(
    `${name}.png`,
    title,
    [moment, 'jonas'],
    'image/png',
    file_size,
    description,
    ['product'],
    [1200, 1200],
    'Products',
  );

const wide: Size = [2400, 1350];
const square: Size = [800, 800];

export const assets: SeedAsset[] = [
  asset('larkfell-logo.svg', 'Logo', ['01-05T08:30', 'aoife'], 'image/svg+xml', 3184, 'A lark above a ridge line.', [
    'brand',
  ]),
  asset('size-guide.pdf', 'Size guide', ['01-05T08:40', 'jonas'], 'application/pdf', 418233, 'Two pages to print.', []),
  photo('winter-ridge', 'Winter ridge', '01-06T10:00', 812044, 'Two walkers on a snowy ridge at sunrise.', wide),
  photo('hut-morning', 'Morning at the hut', '01-06T10:05', 702118, 'Boots drying beside a hut stove.', wide),
  photo('tent-dusk', 'Tent at dusk', '01-06T10:10', 655902, 'A lit tent beside a still lake.', wide),
  photo('packing-table', 'Packing table', '01-06T10:15', 590371, 'Clothes, map and stove laid out on a table.', wide),
  photo('repair-bench', 'Repair bench', '02-02T14:00', 634870, 'Hands sewing a patch on a red jacket.', wide),
  // Described by nobody yet.
  photo('coast-path', 'Coast path', '05-19T16:20', 901455, '', wide),
  // Its post still shows it.
  {
    ...photo('ferry-times', 'Ferry times', '05-19T16:25', 120833, 'The timetable on the door of the ferry hut.', wide),
    deleted: at('09-14T08:30'),
  },
  photo('ines-aguilar', 'Ines Aguilar', '01-07T09:00', 148220, 'Ines in a blue shell, smiling.', square, 'People'),
  // Tomas asked to be without a picture.
  photo('tomas-berg', 'Tomas Berg', '01-07T09:05', 139764, 'Tomas at his sewing machine.', square, 'People'),
  shot('fell-shell-blue', 'Fell Shell, blue', '01-08T11:00', 311020, 'The Fell Shell jacket, blue, from the front.'),
  shot('tarn-35-moss', 'Tarn 35, moss', '01-08T11:10', 287615, 'The Tarn 35 pack, moss green, three quarter view.'),
];
