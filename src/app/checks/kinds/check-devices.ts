import type { Unanswered } from '../account/account-reads.ts'
import { type DevicesFinding, devicesSentences } from '../wording/devices-sentences.ts'
import { type Asking, type Check, type CheckOutcome, couldNot, userNameIn } from './check.ts'

export type DevicesRequest = { readonly check: 'devices'; readonly user: string }

/** Which devices for one-time codes a user has; of the optional tier. */
export const devicesCheck: Check<DevicesRequest, DevicesFinding> = {
  id: 'devices',
  title: 'Check MFA devices',
  headline: 'Which MFA devices this user has',
  fields: [{ id: 'user', prompt: 'IAM user', takes: 'the name of an IAM user' }],
  calls: ['iam:ListMFADevices'],
  read: (typed) => {
    const user = userNameIn(typed.user)
    return user === undefined
      ? { field: 'user', fault: 'No IAM user can be called so.' }
      : { check: 'devices', user }
  },
  run: ({ user }, asking) => checkDevices(user, asking),
  sentences: devicesSentences,
  about: ({ user }, masks) => masks.words(user).slice(0, 64),
  account: () => undefined,
}

/** Takes the name of an IAM user; tells which devices give its one-time codes: a session with a code names one of them. */
async function checkDevices(
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
