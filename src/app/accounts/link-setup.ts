import { type LinkedRole, roleArnOf } from '../checks/account/linked-role.ts'

/** The files that make the role in a customer's account, as they stand in the repository. */
export type LinkTemplates = {
  readonly cloudFormation: string
  /** SHA-256 of that file, in hex. */
  readonly sha256: string
  readonly terraform: string
  /** Where the CloudFormation template can be fetched; without it the file is shown instead. */
  readonly url: string | undefined
}

/** What somebody needs to make the role. All of it holds the external id, which is theirs alone to see. */
export type Setup = {
  readonly roleArn: string
  readonly botAccount: string
  readonly botRoleArn: string
  readonly externalId: string
  /** The console's page that makes the stack with one press; undefined without an address for the template. */
  readonly quickCreate: string | undefined
  readonly cloudFormation: string
  /** SHA-256 of the template, in hex. */
  readonly sha256: string
  readonly terraform: string
  readonly trust: string
}

/** Takes a link, who we are in AWS and the templates; gives what its account needs. */
export function setupOf(
  link: LinkedRole,
  bot: { readonly account: string; readonly roleArn: string },
  { cloudFormation, sha256, terraform, url }: LinkTemplates,
): Setup {
  const given = { ExternalId: link.externalId, BotRoleArn: bot.roleArn, BotAccountId: bot.account }
  return {
    roleArn: roleArnOf(link) ?? '',
    botAccount: bot.account,
    botRoleArn: bot.roleArn,
    externalId: link.externalId,
    quickCreate: url && quickCreate(url, given),
    cloudFormation,
    sha256,
    terraform,
    trust: trustOf(link.externalId, bot),
  }
}

function quickCreate(url: string, given: Readonly<Record<string, string>>): string {
  const asked = new URLSearchParams({ templateURL: url, stackName: 'tfauth' })
  for (const [name, value] of Object.entries(given)) asked.set(`param_${name}`, value)
  return `https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/quickcreate?${asked}`
}

function trustOf(
  externalId: string,
  { account, roleArn }: { readonly account: string; readonly roleArn: string },
): string {
  const statement = {
    Sid: 'BotWithExternalId',
    Effect: 'Allow',
    Principal: { AWS: account },
    Action: 'sts:AssumeRole',
    Condition: {
      StringEquals: { 'sts:ExternalId': externalId },
      ArnEquals: { 'aws:PrincipalArn': roleArn },
    },
  }
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2)
}
