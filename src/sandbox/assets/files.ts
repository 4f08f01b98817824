// The bytes of assets: kept once for each content, as text, so that the state stays plain JSON and branches share them.
import { createHash } from 'node:crypto';
import { imageSize } from 'image-size';
import mime from 'mime';
import type { Call, Upload } from '../http/call.ts';
import { CmaError, refuseRequest } from '../http/replies.ts';
import type { AssetVersion, Dimension } from '../state/assets.ts';
import type { State } from '../state/state.ts';
import { makeSampleFile } from './sample-files.ts';

/** What a version says of its file. */
type FileFacts = Pick<AssetVersion, 'filename' | 'content_type' | 'file_size' | 'dimension' | 'upload' | 'file'>;

const unnamed = 'application/octet-stream';
const megabyte = 1024 * 1024;

/** Stores an upload. @param asset the uid of the asset that it is for. */
export function storeFile(call: Call, asset: string, { filename, type, bytes }: Upload, version: number): FileFacts {
  const { megabytes, status } = call.choices.assetSizeLimit;
  if (bytes.length > megabytes * megabyte) {
    throw new CmaError(status, status === 413 ? undefined : 141, `The file is larger than ${megabytes} MB.`, {
      upload: ['is too large.'],
    });
  }
  if (filename === '') throw refuseRequest('The file has no name.', { upload: ['is not valid.'] });
  const hash = createHash('sha256').update(bytes).digest('hex');
  call.state.files[hash] = Buffer.from(bytes).toString('base64');
  const content_type = nameType(filename, type);
  const dimension = content_type.startsWith('image/') ? measure(bytes) : undefined;
  return {
    filename: cleanFilename(filename),
    content_type,
    file_size: String(bytes.length),
    upload: createHash('sha256').update(`${asset} ${version} ${hash}`).digest('hex').slice(0, 24),
    file: hash,
    ...(dimension ? { dimension } : {}),
  };
}

/** The characters that the CMA does not keep in a file name. */
const cleanFilename = (filename: string): string => filename.replace(/[#%^+\\/?*:|"'<>{}=,\s]/g, '_');

/** As the client says; by the name's ending where it says nothing of use. */
function nameType(filename: string, type: string): string {
  const [given = ''] = type.split(';');
  return given !== '' && given !== unnamed ? given : (mime.getType(filename) ?? unnamed);
}

function measure(bytes: Uint8Array): Dimension | undefined {
  try {
    const { height, width } = imageSize(bytes);
    return { height, width };
  } catch {
    return undefined;
  }
}

export function loadFile(state: State, { file, content_type, dimension, title }: AssetVersion): Uint8Array {
  const stored = file === undefined ? undefined : state.files[file];
  return stored === undefined ? makeSampleFile(content_type, title, dimension) : Buffer.from(stored, 'base64');
}
