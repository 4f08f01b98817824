// What a picture is and how large, by its first bytes alone: nothing is unpacked, so no picture can be a bomb. Pure.
import { GIF } from 'image-size/types/gif';
import { JPG } from 'image-size/types/jpg';
import { PNG } from 'image-size/types/png';
import { WEBP } from 'image-size/types/webp';
import type { Pixels } from '../../operations/file.ts';

const kinds = { 'image/png': PNG, 'image/jpeg': JPG, 'image/gif': GIF, 'image/webp': WEBP };

/** @returns undefined for what is no picture that a model can look at, or is broken. */
export function measure(bytes: Uint8Array): { type: string; pixels: Pixels } | undefined {
  // The library reads past the end of a view, into what else lies in the same memory; alone there is none.
  const alone = bytes.length < bytes.buffer.byteLength ? new Uint8Array(bytes) : bytes;
  try {
    for (const [type, { validate, calculate }] of Object.entries(kinds)) {
      if (!validate(alone)) continue;
      const { width, height } = calculate(alone);
      return width > 0 && height > 0 ? { type, pixels: { width, height } } : undefined;
    }
  } catch {
    // It begins like one and is none.
  }
  return undefined;
}
