/** Every table whose rows move with a store, in the order in which they are written. A test compares it with the database. */
export const TABLES_MOVED = [
  'own_keys',
  'workspaces',
  'rooms',
  'installations',
  'served_workspaces',
  'departures',
  'used_tokens',
  'cases',
  'deliveries',
  'outcomes',
  'marks',
  'links',
  'halts',
  'verifications',
  'audit',
] as const

export type MovedTable = (typeof TABLES_MOVED)[number]

/** Kept by name, since a store that was just opened has made some of its own. */
export const REPLACED: MovedTable = 'own_keys'

/** The form of the lines; a later one reads this one. */
export const FORMAT = 1
