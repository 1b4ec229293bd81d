import type { Upload } from '@hongyan/contract';
import { AppError, type CorpId, newId } from '@hongyan/kit';
import type { Principal } from '../../http/types.ts';
import type { CorpVault } from '../../platform/vault/types.ts';
import { cutStream } from './chunks.ts';
import type { ComposeDeps } from './ports.ts';
import * as store from './upload-store.ts';

/** The largest single file. */
export const maxUploadBytes = 50 * 1024 * 1024;
const maxBytesOfMember = 500 * 1024 * 1024;
const keepMs = 24 * 3_600_000;
const unfinishedMs = 3_600_000;

/** An upload that is about to become an attachment. */
interface LoadedUpload extends Upload {
  readonly content: Uint8Array;
}

/** Files on their way into a mail. */
export interface Uploads {
  create(
    principal: Principal,
    file: { readonly name: string; readonly mediaType: string; readonly stream: AsyncIterable<Uint8Array> },
  ): Promise<Upload>;
  remove(principal: Principal, uploadId: string): Promise<boolean>;
  /** In the order asked for; throws `request.invalid` when one is not there. */
  describe(principal: Principal, uploadIds: readonly string[]): Promise<readonly Upload[]>;
  load(corpId: CorpId, upload: Upload): Promise<LoadedUpload>;
}

const labelBinding = (uploadId: string) => ({ purpose: 'upload-label', owner: uploadId });
// The number is part of what a piece is bound to: pieces cannot change places.
const chunkBinding = (uploadId: string, seq: number) => ({ purpose: 'upload', owner: `${uploadId}/${seq}` });

export function createUploads(deps: Pick<ComposeDeps, 'db' | 'vault' | 'clock'>): Uploads {
  const { db, vault, clock } = deps;

  const present = (keys: CorpVault, row: store.UploadRow): Upload => {
    const label = JSON.parse(keys.open(labelBinding(row.upload_id), row.label).toString('utf8'));
    return { id: row.upload_id, size: row.size, name: label.name, mediaType: label.mediaType };
  };

  return {
    async create(principal, file) {
      const { corpId, memberId } = principal;
      const keys = await vault.forCorp(corpId);
      const uploadId = newId<string>(clock.now());
      const label = { name: cleanName(file.name), mediaType: cleanMediaType(file.mediaType) };
      await db.inCorp(corpId, (tx) =>
        store.insertUpload(tx, {
          upload_id: uploadId,
          member_id: memberId,
          label: keys.seal(labelBinding(uploadId), JSON.stringify(label)),
          size: 0,
          complete: false,
          created_at: new Date(clock.now()),
          expires_at: new Date(clock.now() + unfinishedMs),
        }),
      );
      let size = 0;
      try {
        let seq = 0;
        for await (const piece of cutStream(file.stream)) {
          size += piece.length;
          if (size > maxUploadBytes) throw new AppError('request.too_large');
          // One short transaction a piece: a slow sender holds none open.
          const sealed = keys.seal(chunkBinding(uploadId, seq), piece);
          const at = seq;
          const lying = await db.inCorp(corpId, (tx) =>
            store.insertUploadChunk(tx, { memberId, uploadId, seq: at, bytes: sealed, length: piece.length }),
          );
          // Counted with the member's other uploads under way: many at once gain nothing.
          if (lying > maxBytesOfMember) throw new AppError('request.too_large');
          seq += 1;
        }
        await db.inCorp(corpId, (tx) => store.completeUpload(tx, uploadId, new Date(clock.now() + keepMs)));
      } catch (thrown) {
        await db.inCorp(corpId, (tx) => store.deleteUploads(tx, memberId, [uploadId]));
        throw thrown;
      }
      return { id: uploadId, size, ...label };
    },

    remove: async ({ corpId, memberId }, uploadId) =>
      (await db.inCorp(corpId, (tx) => store.deleteUploads(tx, memberId, [uploadId]))) > 0,

    async describe({ corpId, memberId }, uploadIds) {
      const keys = await vault.forCorp(corpId);
      const rows = await db.inCorp(corpId, (tx) => store.findUploads(tx, memberId, uploadIds));
      const byId = new Map(rows.map((row) => [row.upload_id, row]));
      return uploadIds.map((id) => {
        const row = byId.get(id);
        if (!row) {
          throw new AppError('request.invalid', {
            what: {
              zh: '有一个附件已经过期，请重新添加。',
              en: 'One attachment has expired. Add it again.',
            },
          });
        }
        return present(keys, row);
      });
    },

    async load(corpId, upload) {
      const keys = await vault.forCorp(corpId);
      const sealed = await db.inCorp(corpId, (tx) => store.readUploadChunks(tx, upload.id));
      return {
        ...upload,
        content: Buffer.concat(sealed.map((bytes, seq) => keys.open(chunkBinding(upload.id, seq), bytes))),
      };
    },
  };
}

/** A file's own name: no folders, no controls, no letters that turn the reading direction. */
function cleanName(name: string): string {
  const leaf = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const clean = leaf.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '').trim();
  return [...clean].slice(0, 200).join('') || '附件';
}

const cleanMediaType = (type: string): string =>
  // A multipart type would make the file's bytes part of the mail's own structure.
  /^(?!multipart\/)[a-z0-9][a-z0-9!#$&^_.+-]{0,63}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,100}$/i.test(type)
    ? type.toLowerCase()
    : 'application/octet-stream';
