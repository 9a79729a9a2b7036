import { expect, test } from 'vitest'
import { redact } from '../../../src/core/redact/redact.ts'
import { plain } from '../../../src/core/text/plain-text.ts'
import {
  jwt,
  keyId,
  leaks,
  password,
  type Random,
  secretKey,
  seeded,
  sessionToken,
  vendorToken,
} from './planted-secrets.ts'

// These were written after the rules; a place that leaks is counted here and not taught to the rules one by one.
const clean = (text: string) => redact(plain(text).join('\n')).text
type Place = (secret: string, random: Random) => string

const AWS_KEYS: Readonly<Record<string, Place>> = {
  fish: (secret) => `set -gx AWS_SECRET_ACCESS_KEY ${secret}`,
  csh: (secret) => `setenv AWS_SECRET_ACCESS_KEY '${secret}'`,
  nushell: (secret) => `$env.AWS_SECRET_ACCESS_KEY = "${secret}"`,
  '.NET': (secret) =>
    `[Environment]::SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "${secret}", "User")`,
  'Dockerfile ENV': (secret) => `ENV AWS_SECRET_ACCESS_KEY ${secret}`,
  'aws configure prompt': (secret, random) =>
    `AWS Access Key ID [None]: ${keyId(random)}\nAWS Secret Access Key [None]: ${secret}\nDefault region name [None]: eu-west-1`,
  'aws configure set': (secret) => `aws configure set aws_secret_access_key ${secret} --profile ci`,
  'docker inspect': (secret) =>
    `"Env": [\n  "PATH=/usr/bin",\n  "AWS_SECRET_ACCESS_KEY=${secret}"\n]`,
  boto3: (secret, random) =>
    `boto3.client("s3", "eu-west-1", None, True, None, None, "${keyId(random)}", "${secret}")`,
  Java: (secret, random) => `new BasicAWSCredentials("${keyId(random)}", "${secret}")`,
  minio: (secret, random) => `mc alias set s3 https://s3.amazonaws.com ${keyId(random)} ${secret}`,
  hadoop: (secret) =>
    `<property>\n  <name>fs.s3a.secret.key</name>\n  <value>${secret}</value>\n</property>`,
  'JVM property': (secret) => `java -Daws.secretKey=${secret} -jar app.jar`,
  Ruby: (secret) => `Aws.config.update(:secret_access_key => '${secret}')`,
  PHP: (secret) => `'credentials' => ['key' => 'x', 'secret' => '${secret}'],`,
  'table of the AWS CLI': (secret) => `|  SecretAccessKey |  ${secret}  |`,
  'text of the AWS CLI': (secret, random) =>
    `CREDENTIALS\t${keyId(random)}\t2024-01-15T10:00:00+00:00\t${secret}\t${sessionToken(random)}`,
  csv: (secret, random) => `Access key ID,Secret access key\n${keyId(random)},${secret}`,
  Jenkins: (secret) => `withEnv(['AWS_SECRET_ACCESS_KEY=${secret}']) { sh 'terraform plan' }`,
  'story, before': (secret) => `used ${secret} for the secret, what is wrong?`,
  'story, far': (secret) => `The secret access key Ops sent me on Monday (prod!) ⇒ ${secret} ...`,
  question: (secret) => `is ${secret} a valid secret?`,
  bracketed: (secret) => `keys: (${secret})`,
  'end of a sentence': (secret) => `I pasted ${secret}.`,
  'Go struct': (secret) =>
    `aws.Credentials{AccessKeyID:"x", SecretAccessKey:"${secret}", SessionToken:""}`,
  'Go map': (secret) => `map[access_key:x region:eu-west-1 secret_key:${secret}]`,
  'Python dict': (secret) => `{'aws_secret_access_key': u'${secret}'}`,
  'base64 of an env file': (secret) =>
    btoa(`AWS_ACCESS_KEY_ID=x\nAWS_SECRET_ACCESS_KEY=${secret}\n`),
  'process output': (secret, random) =>
    `parse failed of process output: {"Version":1,"AccessKeyId":"${keyId(random)}","SecretAccessKey":"${secret}"`,
  'without padding': (secret) => `secret=${secret}=`,
}
const OTHERS: Readonly<Record<string, Place>> = {
  netrc: (secret) => `machine app.example.com login ci password ${secret}`,
  pgpass: (secret) => `db.example.com:5432:app:tf:${secret}`,
  ansible_become_pass: (secret) => `web1 ansible_host=10.0.0.4 ansible_become_pass=${secret}`,
  JDBC: (secret) =>
    `jdbc:sqlserver://db:1433;databaseName=x;user=tf;password=${secret};encrypt=true`,
  ADO: (secret) => `Server=db;Database=x;User Id=tf;Pwd=${secret};`,
  'Go data source': (secret) => `tf:${secret}@tcp(db.example.com:3306)/app`,
  SSM: (secret) => `{"Name": "/prod/db", "Type": "SecureString", "Value": "${secret}"}`,
  'put-parameter': (secret) =>
    `aws ssm put-parameter --name /db --value "${secret}" --type SecureString`,
  secretsmanager: (secret) =>
    JSON.stringify({
      Name: 'db',
      SecretString: JSON.stringify({ username: 'tf', password: secret }),
    }),
  ldapsearch: (secret) => `ldapsearch -x -D cn=admin,dc=acme -w '${secret}' -b dc=acme`,
  'openssl -k': (secret) => `openssl enc -aes-256-cbc -k ${secret} -in state.tfstate`,
  'openssl -passin': (secret) => `openssl rsa -in key.pem -passin pass:${secret} -out plain.pem`,
  'ConvertTo-SecureString': (secret) => `ConvertTo-SecureString "${secret}" -AsPlainText -Force`,
  sshpass: (secret) => `sshpass -p '${secret}' ssh root@10.0.0.4`,
  mysql: (secret) => `mysql -h db -u root -p${secret} app`,
  redis: (secret) => `redis-cli -h cache -a ${secret} ping`,
  'docker login': (secret) => `docker login -u ci -p ${secret} registry.example.com`,
  'curl -u': (secret) => `curl -s -u ci:${secret} https://api.example.com/v1`,
  SQL: (secret) => `CREATE USER tf IDENTIFIED BY '${secret}';`,
  'SQL, postgres': (secret) => `ALTER ROLE tf WITH PASSWORD '${secret}';`,
  'add key value': (secret) => `<add key="DbPassword" value="${secret}" />`,
  plist: (secret) => `<key>apiToken</key>\n<string>${secret}</string>`,
  CloudFormation: (secret) => `ParameterKey=DbPassword,ParameterValue=${secret}`,
  'ruby symbol': (secret) => `:password => "${secret}",`,
  'python kwarg': (secret) => `connect(host="db", user="tf", passwd="${secret}")`,
  properties: (secret) => `spring.datasource.password=${secret}`,
  npmrc: (secret) => `//registry.example.com/:_authToken=${secret}`,
  cookie: (secret) => `Cookie: lang=en; session=${secret}`,
  header: (secret) => `curl -H "X-Auth-Token: ${secret}" https://api.example.com`,
  'api key header': (secret) => `-H 'x-api-key: ${secret}'`,
  mask: (secret) => `::add-mask::${secret}`,
  'azure pipelines': (secret) => `##vso[task.setvariable variable=x;issecret=true]${secret}`,
  rotated: (secret) => `we changed the db password to ${secret} yesterday`,
  'used as': (secret) => `login with user tf and password ${secret}`,
  german: (secret) => `Passwort: ${secret}`,
  pw: (secret) => `pw=${secret}`,
  creds: (secret) => `creds: admin / ${secret}`,
  arrow: (secret) => `root password → ${secret}`,
  parenthesis: (secret) => `the token (${secret}) expired`,
  wifi: (secret) => `passphrase "${secret}"`,
  'yaml list': (secret) => `secrets:\n  - ${secret}`,
  'yaml block': (secret) => `password: |\n  ${secret}`,
  'hcl map': (secret) => `environment = { DB_PASS = "${secret}", REGION = "eu-west-1" }`,
  'tf state': (secret) => `"attributes": {"id": "x", "master_password": "${secret}", "port": 5432}`,
  'go print': (secret) => `&{Host:db User:tf Password:${secret} Port:5432}`,
  query: (secret) => `?sv=2022-11-02&sp=r&sig=${encodeURIComponent(secret)}`,
  storage: (secret) =>
    `DefaultEndpointsProtocol=https;AccountName=x;AccountKey=${secret};EndpointSuffix=core.windows.net`,
  reversed: (secret) => `${secret} is the password`,
  prompt: (secret) => `Enter password for tf: ${secret}`,
  'git remote': (secret) => `origin https://ci:${secret}@git.example.com/infra.git (fetch)`,
  kubeconfig: (secret) => `users:\n- name: x\n  user:\n    token: ${secret}`,
  'vault write': (secret) => `vault kv put secret/db password=${secret} user=tf`,
  helm: (secret) => `helm install x --set auth.rootPassword=${secret}`,
  'log fields': (secret) => `level=debug msg="login" user=tf password=${secret} ok=false`,
}

/** Which of the places leak, and how often. */
function leaking(
  places: Readonly<Record<string, Place>>,
  make: (random: Random) => string,
  seed: number,
) {
  const random = seeded(seed)
  const out: Record<string, number> = {}
  let left = 0
  let all = 0
  for (const [name, place] of Object.entries(places))
    for (let nth = 0; nth < 20; nth++) {
      const secret = make(random)
      all++
      if (!leaks(clean(place(secret, random)), secret)) continue
      left++
      out[name] = (out[name] ?? 0) + 1
    }
  return { rate: left / all, out }
}

test('AWS secret keys in places nobody wrote a rule for', () => {
  expect(leaking(AWS_KEYS, secretKey, 1).out).toEqual({})
})
test.each([
  ['passwords', password],
  ['vendor tokens', vendorToken],
  ['signed tokens', jwt],
] as const)('%s in places nobody wrote a rule for', (_, make) => {
  const { rate } = leaking(OTHERS, make, 2)
  expect(rate).toBeLessThan(0.1)
})
