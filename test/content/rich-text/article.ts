// A document as an editor leaves it after a year: embeds, nested lists, tables, colours, blanks that do not break.
import { asset, bold, breakLine, doc, element, entry, li, link, p, table } from './documents.ts';

const plain = (text: string) => ({ text, attrs: { style: {} } });

/** Tokens, in order: x1 colour, x2 inline entry, x3 linked entry, x4 asset, x5 merged table, x6 video. */
export function article() {
  const wide = { ...element('td', { colSpan: 2 }, p('both')), attrs: { colSpan: 2 } };
  return doc(
    element('h2', { style: { 'text-align': 'center' } }, 'Care for\u00a0your shell'),
    p(
      plain('Wash it at 30\u00a0°C, '),
      bold('never '),
      { text: 'hotter', color: 'red', bold: true },
      plain('. Read '),
      link('/care', 'the guide'),
      plain(' first'),
      breakLine(),
      plain('or ask us. '),
    ),
    p(''),
    p('See ', entry('inline'), ' and ', entry('link', 'the layering post'), '.'),
    asset('display'),
    element(
      'ul',
      {},
      li('Close all zips'),
      li(element('fragment', {}, 'Empty ', bold('all'), ' pockets'), element('ul', {}, li('tickets'), li('tissues'))),
      li(p('Turn it inside out')),
    ),
    p(''),
    element('ol', {}, li('Wash'), li('Rinse'), element('ol', {}, li('twice')), li('Dry')),
    element('blockquote', {}, 'Dirt is what ', bold('kills'), ' membranes.'),
    table([
      ['Fabric', 'Heat'],
      ['Nylon', element('td', {}, bold('30'), ' °C')],
      ['Wool', 'none'],
    ]),
    table([
      ['a', 'b'],
      [wide, element('td', { void: true }, p(''))],
    ]),
    element('code', { language: 'js' }, 'wash({ heat: 30 });', breakLine(), 'dry();'),
    element('embed', { src: 'https://video.example/1' }, ''),
    p('Questions? ', link('mailto:care@example.com', 'Write'), '!'),
    p(''),
  );
}
