// Tells webhooks what has happened.
import type { Call, Happening } from './call.ts';

/** Looks for the webhooks that listen to a channel of the happening, and sends each of them word. */
export function notifyWebhooks(_call: Call, _happening: Happening): void {}
