/**
 * Where the app is installed, as its surface wrote it down: a store keeps the records sealed and never reads them.
 * An id names a workspace or an organisation of several.
 */
export type Installations = {
  /** Replaces what was there; a workspace that had left is back. */
  keep(id: string, record: string): Promise<void>
  find(id: string): Promise<string | undefined>
  /** What serves a workspace: its own installation, or the one of the organisation it was seen in. */
  serving(workspace: string): Promise<Installed | undefined>
  /** An organisation's installation serves this workspace, as was seen. */
  joined(workspace: string, id: string): Promise<void>
  /** An organisation's installation serves these workspaces no longer; they are noted as left. */
  left(workspaces: readonly string[], id: string): Promise<void>
  /**
   * Takes an installation away and notes which workspaces left with it; one that was made after `before` stays.
   * @returns whether one was taken away.
   */
  remove(id: string, before?: Date): Promise<boolean>
  /**
   * Lets one replica at a time renew a record; the old one stays until the new one is written. `renewal` gets the record
   * as it is now, and gives the new one, or `undefined` when somebody was faster.
   * @returns the record that counts now; `undefined` while somebody else is at it, or when there is none.
   */
  renew(
    id: string,
    renewal: (record: string) => Promise<string | undefined>,
  ): Promise<string | undefined>
  /** Deletes everything of workspaces that left longer ago; gives how many there were. */
  forgetDeparted(olderThanMs: number): Promise<number>
  /** True for the first who uses a token, in any replica; it is remembered for `forMs`. */
  useOnce(token: string, forMs: number): Promise<boolean>
}

type Installed = { readonly id: string; readonly record: string }
