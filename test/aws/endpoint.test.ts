import { expect, test } from 'vitest'
import { makeClients } from '../../src/aws/clients.ts'
import { endpointFor } from '../../src/aws/endpoint.ts'

test.each([
  'https://sts.example.com',
  'http://127.0.0.1.example.com:5000',
  'http://localhost@example.com',
  'http://169.254.169.254/',
  'http://10.0.0.1:4566',
  'ftp://127.0.0.1/',
  'sts.us-east-1.amazonaws.com',
  'https://sts.us-east-1.amazonaws.com.example.com',
])('R21: an endpoint that is not this machine is refused: %s', (url) => {
  expect(() => endpointFor({ AWS_ENDPOINT_URL_STS: url }, 'STS')).toThrow(
    /AWS_ENDPOINT_URL_STS must be an address of this machine/,
  )
  expect(() => makeClients({ AWS_ENDPOINT_URL: url })).toThrow(/AWS_ENDPOINT_URL must be/)
})

test.each(['http://127.0.0.1:5603', 'http://localhost:4566/', 'http://[::1]:80'])(
  'R21: this machine is taken: %s',
  (url) => {
    expect(endpointFor({ AWS_ENDPOINT_URL: url }, 'IAM')).toBe(url)
  },
)

test('R21: without one the SDK resolves the host from a constant region, whatever the environment says', async () => {
  const { sts, iam, account } = makeClients({
    AWS_REGION: 'evil.example.com#',
    AWS_DEFAULT_REGION: 'eu-south-1',
    AWS_ENDPOINT_URL: '',
  })
  for (const client of [...sts, iam, account]) {
    expect(await client.config.region()).toMatch(/^us-(?:east-1|west-2)$/)
    expect(client.config.endpoint).toBeUndefined()
    expect(client.config.ignoreConfiguredEndpointUrls).toBe(true)
  }
  expect(await Promise.all(sts.map(({ config }) => config.region()))).toEqual([
    'us-east-1',
    'us-west-2',
  ])
})

test('R27: three attempts, adaptive', async () => {
  const { iam } = makeClients({})
  expect(await iam.config.maxAttempts()).toBe(3)
  expect(await iam.config.retryStrategy()).toMatchObject({ mode: 'adaptive' })
})
