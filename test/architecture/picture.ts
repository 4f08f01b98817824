// The architecture in one picture: its rooms and ways as data, and how they are drawn.
import { modules, tasks } from '../../tools/index.ts';

/** A box. Its name is a path of this repository, unless it stands outside. */
export interface Room {
  name: string;
  says: readonly string[];
  at: readonly [x: number, y: number, width: number, height: number];
  kind: 'room' | 'area' | 'outside';
}

/** From one room to another: what a call takes, or what happens once, at the start. */
export interface Way {
  from: string;
  to: string;
  when: 'call' | 'start';
}

const operations = modules.flatMap(module => module.operations);

const area = (name: string, says: string, at: Room['at']): Room => ({ name, says: [says], at, kind: 'area' });
const outside = (name: string, says: string[], at: Room['at']): Room => ({ name, says, at, kind: 'outside' });

const columns = [156, 286, 416, 546, 676] as const;
const inColumn = (name: string, says: string[], column: number, y: number, span = 1): Room => ({
  name,
  says,
  at: [columns[column] ?? 0, y, 130 * span - 18, 56],
  kind: 'room',
});

export const rooms: readonly Room[] = [
  {
    ...area(
      'tools/',
      `the catalogue: ${operations.length} operations as data, in ${modules.length} modules`,
      [140, 16, 664, 86],
    ),
    says: [
      `the catalogue: ${operations.length} operations as data, in ${modules.length} modules`,
      ...toRows(modules.map(({ name }) => name)),
    ],
  },
  {
    name: 'tools/tasks/',
    says: [`${tasks.length} tasks,`, 'made of operations'],
    at: [676, 36, 112, 58],
    kind: 'room',
  },
  area('src/', 'the machine: how it is done; it knows no module by name', [140, 170, 664, 264]),
  outside('MCP client', ['and its model'], [16, 290, 100, 56]),
  outside("Contentstack's API", ['of your region'], [820, 290, 144, 56]),

  { ...inColumn('src/start/', ['what runs first'], 0, 124), at: [16, 116, 112, 40] },
  { ...inColumn('src/main.ts', ['the only joint'], 0, 124), at: [156, 116, 112, 40] },
  { ...inColumn('src/review/', ['a page in the host'], 1, 124), at: [286, 116, 112, 40] },
  { ...inColumn('src/serving/', ['to whom, and how'], 2, 124), at: [416, 116, 112, 40] },
  { ...inColumn('src/record/', ['who did what'], 3, 124), at: [546, 116, 112, 40] },
  { ...inColumn('src/telemetry/', ['how it goes'], 4, 124), at: [676, 116, 112, 40] },

  inColumn('src/command/', ['what one types'], 0, 204),
  inColumn('src/settings/', ['what may be set'], 1, 204),
  inColumn('src/stack/', ['what is known of it'], 2, 204),
  inColumn('src/policy/', ["the owner's rules"], 3, 204),
  inColumn('src/operations/', ['the language'], 4, 204),

  inColumn('src/server/transports/', ['stdio, HTTP'], 0, 290),
  inColumn('src/server/', ['speaks MCP'], 1, 290),
  inColumn('src/save/', ['read, check, write'], 2, 290),
  inColumn('src/door/', ['the one way out, at its pace'], 3, 290, 2),

  inColumn('src/server/confirm/', ['asks a person first'], 0, 366),
  inColumn('src/tasks/', ['what tasks share'], 1, 366),
  inColumn('src/results/', ['what the model reads'], 2, 366),
  inColumn('src/content/', ['entries as values'], 3, 366),
  inColumn('src/packaging/', ['what is shipped'], 4, 366),

  {
    ...inColumn('src/sandbox/', [], 0, 0),
    says: ['or, with --sandbox,', 'a stack in memory, by', 'the reference, and not', 'by the catalogue'],
    at: [820, 366, 144, 92],
  },

  area('test/', 'witnesses that must agree', [140, 448, 664, 96]),
  inColumn('test/laws.test.ts', ['every operation'], 0, 478),
  inColumn('test/census/', ['the reference'], 1, 478),
  inColumn('test/wire/', ['official SDK'], 2, 478),
  inColumn('test/modules/', ['what it does'], 3, 478),
  inColumn('test/coverage/', ['what is served'], 4, 478),
];

export const ways: readonly Way[] = [
  { from: 'tools/', to: 'src/main.ts', when: 'start' },
  { from: 'src/settings/', to: 'src/stack/', when: 'start' },
  { from: 'src/stack/', to: 'src/save/', when: 'start' },
  { from: 'MCP client', to: 'src/server/transports/', when: 'call' },
  { from: 'src/server/transports/', to: 'src/server/', when: 'call' },
  { from: 'src/server/', to: 'src/save/', when: 'call' },
  { from: 'src/save/', to: 'src/door/', when: 'call' },
  { from: 'src/door/', to: "Contentstack's API", when: 'call' },
  { from: 'src/door/', to: 'src/results/', when: 'call' },
  { from: 'src/results/', to: 'src/save/', when: 'call' },
];

/** Words in lines that fit the width of the catalogue. */
function toRows(words: readonly string[]): string[] {
  const rows = [''];
  for (const word of words) {
    const last = rows.at(-1) ?? '';
    if (last.length + word.length > 80) rows.push(word);
    else rows[rows.length - 1] = last ? `${last}  ${word}` : word;
  }
  return rows;
}

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** In colours of its own for a light and a dark page, on a ground of its own. */
export function toSvg(): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 980 560" role="img" aria-labelledby="title" font-family="system-ui, sans-serif">
<title id="title">Rooms of this repository, and the way of a call through them</title>
<style>
  .ground { fill: #ffffff; } .area { fill: #f3f5f8; stroke: #c3cad5; } .room { fill: #ffffff; stroke: #6b7c93; }
  .outside { fill: none; stroke: #6b7c93; stroke-dasharray: 4 3; } text { fill: #1f2933; } .says { fill: #52606d; }
  .call { stroke: #1f6feb; fill: none; stroke-width: 2; } .start { stroke: #9a6700; fill: none; stroke-width: 1.5; stroke-dasharray: 5 3; }
  .tip-call { fill: #1f6feb; } .tip-start { fill: #9a6700; }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0d1117; } .area { fill: #161b22; stroke: #3d444d; } .room { fill: #0d1117; stroke: #7d8590; }
    .outside { stroke: #7d8590; } text { fill: #e6edf3; } .says { fill: #9198a1; }
    .call { stroke: #58a6ff; } .start { stroke: #d29922; } .tip-call { fill: #58a6ff; } .tip-start { fill: #d29922; }
  }
</style>
<defs>${['call', 'start'].map(toTip).join('')}</defs>
<rect class="ground" width="980" height="560" rx="8"/>
${rooms.map(drawRoom).join('\n')}
${ways.map(drawWay).join('\n')}
<path class="call" d="M16 476h30" marker-end="url(#tip-call)"/><text x="54" y="480" font-size="12">a call</text>
<path class="start" d="M16 500h30" marker-end="url(#tip-start)"/><text x="54" y="504" font-size="12">at the start</text>
</svg>
`;
}

const toTip = (when: string): string =>
  `<marker id="tip-${when}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto"><path class="tip-${when}" d="M0 0l8 4-8 4z"/></marker>`;

/** In its area the area's name need not be said again. */
const toLabel = ({ name, at: [x] }: Room): string =>
  x < 804 && name !== 'src/main.ts' ? name.replace(/^(src|test)\/(server\/(?=.))?/, '') : name;

function drawRoom(room: Room): string {
  const {
    name,
    says,
    at: [x, y, width, height],
    kind,
  } = room;
  const shape = `<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>`;
  const size = kind === 'area' ? 14 : 12.5;
  if (kind === 'area') {
    const [head = '', ...rest] = says;
    const title = `<text x="${x + 16}" y="${y + 22}" font-size="${size}"><tspan font-weight="600">${escapeXml(name)}</tspan><tspan class="says" dx="8">${escapeXml(head)}</tspan></text>`;
    const lines = rest.map(
      (line, index) =>
        `<text class="says" x="${x + 16}" y="${y + 44 + index * 17}" font-size="12" xml:space="preserve">${escapeXml(line)}</text>`,
    );
    return [shape, title, ...lines].join('');
  }
  const middle = x + width / 2;
  const top = y + height / 2 - (says.length * 16) / 2 + 4;
  const lines = [
    `<text x="${middle}" y="${top}" font-size="${size}" font-weight="600" text-anchor="middle">${escapeXml(toLabel(room))}</text>`,
  ];
  says.forEach((line, index) => {
    lines.push(
      `<text class="says" x="${middle}" y="${top + 16 * (index + 1)}" font-size="11.5" text-anchor="middle">${escapeXml(line)}</text>`,
    );
  });
  return [shape, ...lines].join('');
}

/** Straight from edge to edge: sideways where the rooms stand in a row, else down or up where they overlap. */
function drawWay({ from, to, when }: Way): string {
  const [a, b] = [find(from), find(to)];
  const [ax, ay, aw, ah] = a.at;
  const [bx, by, bw, bh] = b.at;
  const isBeside = ax + aw <= bx || bx + bw <= ax;
  const isDown = ay < by;
  const x = Math.max(ax, bx) + (Math.min(ax + aw, bx + bw) - Math.max(ax, bx)) / 2;
  const path = isBeside
    ? `M${ax < bx ? ax + aw : ax} ${ay + ah / 2}L${ax < bx ? bx : bx + bw} ${by + bh / 2}`
    : `M${x} ${isDown ? ay + ah : ay}V${isDown ? by : by + bh}`;
  return `<path class="${when}" d="${path}" marker-end="url(#tip-${when})"/>`;
}

export function find(name: string): Room {
  const room = rooms.find(each => each.name === name);
  if (!room) throw new Error(`the picture has no ${name}`);
  return room;
}
