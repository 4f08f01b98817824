// Writes a new text so that where it is put it is read as itself: in HTML, in an attribute, in Markdown.
import { escapeStart, escapeText } from '../rich-text/shown/escape.ts';
import type { Form, Run } from '../text/seen.ts';

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** encodeURIComponent leaves these as they are. */
const inUrl: Readonly<Record<string, string>> = { '(': '%28', ')': '%29' };

/**
 * @param isStart nothing but blanks stands before it in its line.
 */
export function encode(text: string, form: Form, as: Run['as'], isStart: boolean): string {
  if (form === 'plain' || (form === 'Markdown' && as === 'code')) return text;
  if (form === 'HTML') return text.replace(/[&<>]/g, char => named[char] ?? char);
  if (form === 'attribute') return text.replace(/[&<>"']/g, char => named[char] ?? char);
  if (form === 'bare attribute') return text.replace(/[&<>"'\s=`]/g, char => named[char] ?? `&#${char.charCodeAt(0)};`);
  if (form === 'Markdown url' || as === 'url')
    return text.replace(/[\s<>()\\]/g, char => inUrl[char] ?? encodeURIComponent(char));
  if (form === 'Markdown title') return text.replace(/["'\\&]/g, '\\$&').replaceAll('\n', ' ');
  const escaped = escapeText(text, { isCell: true, isLink: true });
  return isStart ? escapeStart(escaped) : escaped;
}
