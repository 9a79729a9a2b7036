import { OperatorError } from '../../app/ports/operator-error.ts'

/** Something about the store is broken; its message says what, and what to do, for the person who runs us. */
export abstract class StoreError extends OperatorError {}

/** The database server cannot be reached or does not let us in. */
export class StoreUnavailable extends StoreError {}

/** Another process has the data directory open. */
export class DataDirBusy extends StoreError {}

/** The disk that holds the data is (nearly) full. */
export class DiskFull extends StoreError {}

/** The data directory cannot be read or written, or holds no database we can open. */
export class DataDirUnreadable extends StoreError {}

/** The database's tables are not the ones this version works with. */
export class TablesUnusable extends StoreError {}

/** Something was to be written to a case that the store does not have. */
export class CaseMissing extends StoreError {}

/** Something secret was to be kept or read, and the key for it is not configured. */
export class KeyMissing extends StoreError {}

/** What was sealed is not what was written. */
export class SealBroken extends StoreError {}

/** A link was to become active by a verification that proves nothing. */
export class LinkUnproved extends StoreError {}

/** An export was to be read that is none, is cut off, or is for another database. Nothing was changed. */
export class NotImported extends StoreError {}
