import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const trust = (input: string, ...args: readonly string[]) => {
  const main = join(import.meta.dirname, '../../bin/tfauth.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'trust', ...args], {
    input,
    encoding: 'utf8',
  })
  return {
    status,
    stderr,
    lines: stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown),
  }
}
const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '444455556666' }, Action: 'sts:AssumeRole' }],
}
const request = {
  action: 'sts:AssumeRole',
  role_arn: 'arn:aws:iam::111122223333:role/r',
  principal: { arn: 'arn:aws:iam::444455556666:user/u' },
}

test('one decision a line, in order; a policy may be JSON text or as IAM returns it', () => {
  const given = [
    policy,
    JSON.stringify(policy),
    encodeURIComponent(JSON.stringify(policy)),
    { Statement: [] },
  ]
  const { status, lines } = trust(
    given.map((trust_policy, id) => JSON.stringify({ id, trust_policy, request })).join('\n'),
    '--jsonl',
  )
  expect(status).toBe(0)
  expect(lines).toMatchObject([
    { id: 0, decision: 'allow' },
    { id: 1, decision: 'allow' },
    { id: 2, decision: 'allow' },
    { id: 3, decision: 'deny' },
  ])
})

test('a faulty line is named and the others are answered', () => {
  const { status, stderr, lines } = trust(
    `{"id":"a"}\nnot json\n${JSON.stringify({ id: 'c', trust_policy: policy, request })}`,
    '--jsonl',
  )
  expect(status).toBe(2)
  expect(stderr.split('\n').filter(Boolean)).toHaveLength(2)
  expect(stderr).toContain('line 1: ')
  expect(lines).toMatchObject([
    { id: 'a', error: expect.any(String) },
    { id: null },
    { id: 'c', decision: 'allow' },
  ])
})

test('without --jsonl it says how to call it', () => {
  expect(trust('')).toMatchObject({ status: 2, stderr: expect.stringContaining('trust --jsonl') })
})
