import { describe, expect, test } from 'vitest'
import { ALL_CHECKS } from '../../../src/app/checks/all-checks.ts'
import { FIELDS } from '../../../src/app/checks/kinds/fields.ts'
import { CALLS } from '../../../src/aws/calls.ts'
import { SLACK_LIMITS } from '../../../src/slack/protocol/limits.ts'

test('each check has an id of its own', () => {
  expect(new Set(ALL_CHECKS.map(({ id }) => id)).size).toBe(ALL_CHECKS.length)
})

describe.each(ALL_CHECKS.map((check) => [check.id, check] as const))('%s', (_, check) => {
  test('names calls that are made, and says what it can settle where it is a step', () => {
    for (const call of check.calls) expect(Object.keys(CALLS)).toContain(call)
    if (check.step) expect(check.step.settles).not.toEqual([])
  })

  test('fits into a form: a title that Slack takes, and a subject that says what it is', () => {
    expect(check.title.length).toBeLessThanOrEqual(SLACK_LIMITS.viewTitle)
    const [subject] = check.fields
    if (subject) expect(subject.takes).toBeTruthy()
    for (const { id } of check.fields) expect(FIELDS).toHaveProperty(id)
  })

  test('reads nothing into nothing, and repeats no word that it cannot use', () => {
    const words = Object.fromEntries(check.fields.map(({ id }) => [id, '<!channel> & \u0000']))
    for (const typed of [{}, words]) {
      const read = check.read(typed)
      if (check.fields.length === 0) expect(read).toEqual({ check: check.id })
      else expect(read).toMatchObject({ fault: expect.not.stringContaining('channel') })
    }
  })
})
