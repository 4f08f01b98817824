// Makes the page of the review view: one static file that asks for nothing, and runs the one script whose hash it names.
import { createHash } from 'node:crypto';
import { build, type Plugin } from 'esbuild';

const options = { bundle: true, minify: true, write: false, logLevel: 'warning', charset: 'utf8' } as const;

/**
 * Tighter than what a host gives: what got in by a fault of the page could run nothing, send nothing, and be parsed by nothing.
 * Styles may be set, as hosts bring their own.
 */
const toPolicy = (script: string): string =>
  [
    "default-src 'none'",
    `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

interface Page {
  html: string;
  /** Paths of what went into it. */
  inputs: readonly string[];
}

export async function makeReviewPage(): Promise<Page> {
  const entry = { ...options, target: 'es2022' };
  const [made, styled] = await Promise.all([
    build({ ...entry, entryPoints: ['src/review/index.ts'], format: 'iife', platform: 'browser', metafile: true }),
    build({ ...options, entryPoints: ['src/review/style.css'] }),
  ]);
  const script = (made.outputFiles[0]?.text ?? '').trim();
  const style = (styled.outputFiles[0]?.text ?? '').trim();
  for (const text of [script, style]) {
    if (/<\/(script|style)|<!--/i.test(text)) throw new Error('the page would end within its own script or style');
  }
  const html = [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${toPolicy(script)}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1"><title>Review</title>',
    `<style>${style}</style></head><body><script>${script}</script></body></html>`,
  ].join('\n');
  return { html: `${html}\n`, inputs: Object.keys(made.metafile.inputs) };
}

/** The page in the place of what reads it from a file. */
export const reviewInlined = ({ html }: Page): Plugin => ({
  name: 'review page',
  setup({ onLoad }) {
    onLoad({ filter: /\/server\/review\/html\.ts$/ }, () => ({
      contents: `const html = ${JSON.stringify(html)}; export const readReviewHtml = () => html;`,
    }));
  },
});
