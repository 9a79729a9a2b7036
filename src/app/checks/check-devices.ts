import { type Asking, type CheckOutcome, couldNot, type Unanswered } from './check-types.ts'

export type DevicesFinding =
  | { readonly kind: 'devices'; readonly user: string; readonly serials: readonly string[] }
  | { readonly kind: 'devices-no-user'; readonly user: string }

/** Takes the name of an IAM user; tells which devices give its one-time codes: a session with a code names one of them. */
export async function checkDevices(
  user: string,
  { reads }: Asking,
): Promise<CheckOutcome<DevicesFinding | Unanswered>> {
  const account = await reads.account()
  if (account.kind === 'could-not') return couldNot(account)
  const looked = account.kind === 'found' ? account.found : null
  const devices = await reads.devices(user)
  if (devices.kind === 'could-not') return couldNot(devices, [], looked)
  return {
    grade: 'shown',
    account: looked,
    // That a user has a device does not say that a policy demands its code.
    facts: [],
    finding:
      devices.kind === 'missing'
        ? { kind: 'devices-no-user', user }
        : { kind: 'devices', user, serials: devices.found },
  }
}
