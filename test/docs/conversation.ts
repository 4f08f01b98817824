// The picture of a conversation on the demo stack: what `demo` prints, as people and assistant would see it.
import { run } from '../command.ts';

/** One thing that is asked for, the tools that were called for it, and what came of it. */
export interface Scene {
  says: string;
  tools: string[];
  finds: string[];
}

/** @throws when the demo failed, as then it must not be drawn. */
export async function playDemo(): Promise<Scene[]> {
  const { code, out, err } = await run(['demo']);
  if (code !== 0) throw new Error(err || out);
  return toScenes(out);
}

/** What is not indented is said; below it stand calls, answers and what was found to be so. The last line sums up. */
export function toScenes(printed: string): Scene[] {
  const scenes: Scene[] = [];
  for (const line of printed.split('\n').filter(Boolean)) {
    const [, sign, text = ''] = /^ {2}([→←✓]) (.*)$/.exec(line) ?? [];
    const last = scenes.at(-1);
    if (!sign) scenes.push({ says: line, tools: [], finds: [] });
    else if (sign === '→') last?.tools.push(text.split(' ')[0] ?? '');
    else if (sign === '✓') last?.finds.push(text);
  }
  return scenes.filter(({ finds }) => finds.length > 0);
}

const width = 860;
const [left, middle, edge] = [24, 320, 20];
/** Of a letter on average, in what is drawn at 13 pixels; and of one of a fixed pitch at 12. */
const [letter, fixed] = [6.9, 7.3];

/** Broken where a line of so many pixels ends. */
function wrap(text: string, pixels: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last && (last.length + word.length + 1) * letter > pixels) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What is drawn, and how high it is. */
interface Drawn {
  svg: string;
  height: number;
}

/** What a person says stands in a bubble at the left. */
function drawSaid(says: string, y: number): Drawn {
  const lines = wrap(says, middle - left - 68);
  const height = 20 + 18 * lines.length;
  const wide = Math.max(...lines.map(({ length }) => length)) * letter * 1.12 + 28;
  const texts = lines.map(
    (line, index) => `<text class="said" x="${left + 14}" y="${y + 24 + 18 * index}">${escapeXml(line)}</text>`,
  );
  return {
    svg: `<rect class="bubble" x="${left}" y="${y}" width="${wide.toFixed(1)}" height="${height}" rx="12"/>${texts.join('')}`,
    height,
  };
}

/** Names of tools, each as a chip, in rows. */
function drawTools(tools: readonly string[], y: number): Drawn {
  let [x, row] = [middle, y];
  const chips = tools.map(name => {
    const wide = name.length * fixed + 18;
    if (x + wide > width - edge) [x, row] = [middle, row + 30];
    const chip = `<rect class="chip" x="${x}" y="${row}" width="${wide.toFixed(1)}" height="24" rx="6"/><text class="tool" x="${x + 9}" y="${row + 16}">${escapeXml(name)}</text>`;
    x += wide + 8;
    return chip;
  });
  return { svg: chips.join(''), height: row - y + 24 };
}

/** What was found to be so, each with its tick. */
function drawFound(finds: readonly string[], y: number): Drawn {
  let at = y;
  const texts = finds.flatMap(find =>
    wrap(find, width - edge - middle - 22).map((line, index) => {
      at += 19;
      const tick = index === 0 ? `<text class="tick" x="${middle + 2}" y="${at}">✓</text>` : '';
      return `${tick}<text class="found" x="${middle + 22}" y="${at}">${escapeXml(line)}</text>`;
    }),
  );
  return { svg: texts.join(''), height: at - y };
}

/** In colours for a light and a dark page, on a ground of its own. */
export function toSvg(scenes: readonly Scene[]): string {
  let y = 66;
  const rows = scenes.map(({ says, tools, finds }) => {
    const said = drawSaid(says, y);
    // Where nothing was called before, what was found stands beside what was said.
    const called = tools.length > 0 ? drawTools(tools, y + 4) : { svg: '', height: -2 };
    const found = drawFound(finds, y + called.height + 5);
    const height = Math.max(said.height, called.height + found.height + 12);
    y += height + 16;
    return `<g>${said.svg}${called.svg}${found.svg}</g>`;
  });
  const height = y + 6;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title" font-family="system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif" font-size="13">
<title id="title">A conversation on the demo stack: what is asked, which tools are called, and what came of it</title>
<style>
  .ground { fill: #ffffff; stroke: #d0d7de; } .bar { fill: #f6f8fa; } .rule { stroke: #d0d7de; } .head { fill: #59636e; }
  .bubble { fill: #0969da; } .said { fill: #ffffff; } .chip { fill: #ddf4ff; stroke: #b6e3ff; } .tool { fill: #0550ae; }
  .tick { fill: #1a7f37; font-weight: 700; } .found { fill: #1f2328; } .tool { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0d1117; stroke: #3d444d; } .bar { fill: #151b23; } .rule { stroke: #3d444d; } .head { fill: #9198a1; }
    .bubble { fill: #1f6feb; } .chip { fill: #121d2f; stroke: #1c3a66; } .tool { fill: #79c0ff; }
    .tick { fill: #3fb950; } .found { fill: #e6edf3; }
  }
</style>
<clipPath id="window"><rect width="${width}" height="${height}" rx="10"/></clipPath>
<rect class="ground" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10"/>
<g clip-path="url(#window)"><rect class="bar" x="1" y="1" width="${width - 2}" height="40"/></g>
<path class="rule" d="M1 41.5H${width - 1}"/>
<circle cx="24" cy="21" r="5.5" fill="#ff5f57"/><circle cx="42" cy="21" r="5.5" fill="#febc2e"/><circle cx="60" cy="21" r="5.5" fill="#28c840"/>
<text class="head" x="84" y="25.5">You ask</text><text class="head" x="${middle}" y="25.5">The assistant calls tools, on the demo stack</text>
${rows.join('\n')}
</svg>
`;
}
