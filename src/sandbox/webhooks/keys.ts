// The key pair that what webhooks send is signed with; the public half is served as Contentstack serves its own.
import { createSign, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

let pair: Promise<{ publicKey: KeyObject; privateKey: KeyObject }> | undefined;

/** Made when first needed: it takes a while. */
function findPair() {
  pair ??= promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return pair;
}

export async function sign(text: string): Promise<string> {
  const { privateKey } = await findPair();
  return createSign('RSA-SHA256').update(text).sign(privateKey, 'base64');
}

export async function showPublicKeys(): Promise<Record<string, string>> {
  const { publicKey } = await findPair();
  return { 'signing-key': publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}
