import type { Part, Reply } from '../../reply/reply.ts'
import { fillTemplate } from '../../reply/sentence-template.ts'
import { text } from '../../reply/text.ts'
import type { StartedLink } from '../link-deps.ts'
import type { Setup } from '../link-setup.ts'

/** Takes a link that was just begun; says how to make its role. Only the person who began it may read this. */
export function setupReply({ link, setup }: StartedLink): Reply {
  const { account, endsAt } = link
  return {
    headline: fillTemplate`Make one role in account ${account}`,
    parts: [
      {
        kind: 'paragraph',
        text: fillTemplate`The role is ${setup.roleArn}. It reads metadata about identities and can change nothing; at each sign-in I ask for these reads only, whatever else the role may do. Make it in one of the ways below, then press Verify.`,
      },
      {
        kind: 'warning',
        text: text(
          'The external id below belongs to this account and this workspace. Show it only to those who make the role; I say it nowhere but here.',
        ),
      },
      {
        kind: 'facts',
        rows: [
          { label: 'External id', value: [{ code: setup.externalId }] },
          { label: 'Who takes the role', value: [{ code: setup.botRoleArn }] },
        ],
      },
      ...cloudFormation(setup),
      {
        kind: 'note',
        text: fillTemplate`SHA-256 of the template: ${setup.sha256}`,
      },
      { kind: 'paragraph', text: text('or with Terraform, as `tfauth/main.tf`:') },
      { kind: 'commands', commands: [{ shell: 'hcl', text: setup.terraform }] },
      { kind: 'paragraph', text: text('called by') },
      { kind: 'commands', commands: [{ shell: 'hcl', text: moduleCall(setup) }] },
      {
        kind: 'paragraph',
        text: text('or by hand, with this as the trust policy of the role:'),
      },
      { kind: 'commands', commands: [{ shell: 'text', text: setup.trust }] },
      {
        kind: 'note',
        text: fillTemplate`The link waits for its role until ${(endsAt ?? '').slice(0, 16).replace('T', ' ')} UTC. Verifying takes up to a minute.`,
      },
    ],
    buttons: [],
    fallback: `Make the role in account ${account}, then press Verify.`,
  }
}

function cloudFormation(setup: Setup): readonly Part[] {
  if (setup.quickCreate !== undefined)
    return [
      {
        kind: 'links',
        title: 'With CloudFormation, in the AWS console',
        links: [
          { title: 'Make the stack (sign in to that account first)', url: setup.quickCreate },
        ],
      },
    ]
  return [
    {
      kind: 'paragraph',
      text: text('With CloudFormation, as `tfauth-readonly.cloudformation.yml`:'),
    },
    { kind: 'commands', commands: [{ shell: 'yaml', text: setup.cloudFormation }] },
    { kind: 'paragraph', text: text('made into a stack by') },
    { kind: 'commands', commands: [{ shell: 'bash', text: deploy(setup) }] },
  ]
}

function deploy({ externalId, botRoleArn, botAccount }: Setup): string {
  return [
    'aws cloudformation deploy --region us-east-1 --stack-name tfauth',
    '--template-file tfauth-readonly.cloudformation.yml --capabilities CAPABILITY_NAMED_IAM',
    `--parameter-overrides ExternalId=${externalId}`,
    `BotRoleArn=${botRoleArn} BotAccountId=${botAccount}`,
  ].join(' \\\n  ')
}

function moduleCall({ externalId, botRoleArn }: Setup): string {
  return `module "tfauth" {
  source       = "./tfauth"
  external_id  = "${externalId}"
  bot_role_arn = "${botRoleArn}"
}`
}
