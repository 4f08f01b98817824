// Extensions, of every kind.
import type { Case } from '../case.ts';
import { set, toFile } from '../sdk.ts';

const listed = {
  query: { type: 'field' },
  scope: 'article',
  skip: 1,
  limit: 5,
  include_count: true,
  include_branch: true,
};
const extension = {
  title: 'Colour picker',
  type: 'field',
  data_type: 'text',
  src: 'https://extensions.example.com/colour',
  config: { palette: 'warm' },
  tags: ['colour'],
  multiple: false,
};
const page = '<p>Pick a colour</p>';
const upload = `data:text/html;name=colour.html;base64,${Buffer.from(page).toString('base64')}`;
const uploaded = { title: 'Colour picker', type: 'field', data_type: 'text', tags: ['colour', 'ui'], multiple: false };

export const extensions: Case[] = [
  { tool: 'list_extensions', args: listed, sdk: stack => stack.extension().query(listed).find() },
  {
    tool: 'get_extension',
    args: { extension_uid: 'blt_ext', include_branch: true },
    sdk: stack => stack.extension('blt_ext').fetch({ include_branch: true }),
  },
  { tool: 'create_extension', args: { extension }, sdk: stack => stack.extension().create({ extension }) },
  {
    tool: 'upload_extension',
    args: { upload, ...uploaded },
    sdk: stack => stack.extension().upload({ upload: toFile('colour.html', page), ...uploaded }),
  },
  {
    tool: 'update_extension',
    args: { extension_uid: 'blt_ext', extension },
    sdk: stack => set(stack.extension('blt_ext'), extension).update(),
  },
  {
    tool: 'delete_extension',
    args: { extension_uid: 'blt_ext' },
    sdk: stack => stack.extension('blt_ext').delete(),
  },
];
