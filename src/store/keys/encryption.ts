import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { KeyMissing, SealBroken } from '../database/store-error.ts'

/** Something encrypted, and which key opens it. */
type Sealed = { readonly keyId: string; readonly box: Buffer }

/** Encrypts what must not be readable in the database; `about` names the row, so that no box fits another row. */
export type Encryption = {
  /** The key that seals; undefined when none is configured. */
  readonly keyId: string | undefined
  seal(plain: string, about: string): Sealed
  open(sealed: Sealed, about: string): string
}

const NONCE = 12
const TAG = 16

/**
 * Takes the configured keys, 32 bytes each; gives AES-256-GCM under them. The first key seals, every key opens, so
 * keys can be changed. Throws `KeyMissing` when it is used without the key, `SealBroken` when a box was changed.
 */
export function makeEncryption(secretKeys: readonly Uint8Array[]): Encryption {
  const keys = secretKeys.map((key) => ({
    // Derived, so that neither says anything about the other uses of the configured key.
    id: derived(key, 'tfauth key id', 4).toString('hex'),
    key: derived(key, 'tfauth sealed', 32),
  }))
  const [current] = keys
  return {
    keyId: current?.id,
    seal(plain, about) {
      if (!current)
        throw new KeyMissing('TFAUTH_SECRET_KEY is not set, so nothing secret can be kept.')
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', current.key, nonce).setAAD(Buffer.from(about))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return { keyId: current.id, box: Buffer.concat([nonce, cipher.getAuthTag(), body]) }
    },
    open({ keyId, box }, about) {
      const found = keys.find(({ id }) => id === keyId)
      if (!found)
        throw new KeyMissing(
          `TFAUTH_SECRET_KEY does not hold the key ${keyId}, which sealed what is stored. Add the former key behind the new one, after a comma.`,
        )
      try {
        const decipher = createDecipheriv('aes-256-gcm', found.key, box.subarray(0, NONCE), {
          authTagLength: TAG,
        })
        decipher.setAAD(Buffer.from(about)).setAuthTag(box.subarray(NONCE, NONCE + TAG))
        return (
          decipher.update(box.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8')
        )
      } catch (error) {
        throw new SealBroken(
          'Something sealed in the database was changed or moved there, and cannot be opened.',
          { cause: error },
        )
      }
    },
  }
}

function derived(key: Uint8Array, info: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', info, bytes))
}
