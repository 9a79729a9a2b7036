/** Four shapes of one family; each paste is one of them, with a request id of its own. */
const PASTES = [
  'Error: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: {id}, api error InvalidClientTokenId: The security token included in the request is invalid.',
  'Error: error configuring Terraform AWS Provider: error validating provider credentials: error calling sts:GetCallerIdentity: ExpiredToken: The security token included in the request is expired\n\tstatus code: 403, request id: {id}',
  'Error: No valid credential sources found\n\n  with provider["registry.terraform.io/hashicorp/aws"],\n  on main.tf line 12, in provider "aws":\n  12: provider "aws" {',
  'Error: Cannot assume IAM Role\n\noperation error STS: AssumeRole, https response error StatusCode: 403, RequestID: {id}, api error AccessDenied: User: arn:aws:iam::{account}:user/dev is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::{account}:role/deploy',
]

/** What else is said in the channels of a platform team; none of it is about signing in to AWS. */
const CHATTER = [
  'lgtm',
  'yes',
  'thanks, that did it',
  'can someone review https://git.example.com/infra/pulls/812 before lunch?',
  'The staging deploy is green again. I rolled the ingress back to the version of last week, and will look into why the new one drops connections after lunch; until then please do not merge anything that touches it.',
  'who owns the billing dashboard these days? The numbers of yesterday are missing.',
  'Error: Invalid reference\n\n  on main.tf line 7, in resource "aws_instance" "web":\n   7:   ami = ami_id\n\nA reference to a resource type must be followed by at least one attribute access.',
  'standup in five',
  '```\nkubectl -n web get pods\nNAME                   READY   STATUS             RESTARTS\nweb-6f7c9d8b5c-2x7lq   0/1     CrashLoopBackOff   7\n```',
  'I am out tomorrow, Sam has the pager.',
]

// So many that no channel is spoken in more than once a second, which Slack does not allow.
const CHANNELS = 400
/** Deliveries of an earlier run into the same database would be repeats. */
const RUN = Math.floor(Date.now() / 1_000)

/** What share of the events is a paste of ours, by the name of a mix. */
export const MIXES = { '90 % chatter, 10 % pastes': 10, 'every event a paste': 1 } as const
export type Mix = keyof typeof MIXES

/** Takes a mix and a number; gives the body of that event, the same for the same numbers but for the time of the run. */
export function eventBody(mix: Mix, at: number): string {
  const ours = at % MIXES[mix] === 0
  const turn = Math.floor(at / MIXES[mix])
  const number = String(at).padStart(6, '0')
  const text = ours
    ? (PASTES[turn % PASTES.length] ?? '')
        .replaceAll('{id}', `0f2c1c9e-6f1a-4d0b-9c35-000000${number}`)
        .replaceAll('{account}', String(100_000_000_000 + at))
    : (CHATTER[at % CHATTER.length] ?? '')
  const ts = `${RUN}.${number}`
  // Half of what is chatted is said in threads.
  const thread = !ours && at % 2 === 1 ? { thread_ts: `${RUN - 60}.${number}` } : {}
  return JSON.stringify({
    type: 'event_callback',
    team_id: 'T0BENCH',
    api_app_id: 'A0BENCH',
    event_id: `Ev${ts}`,
    event_time: RUN,
    authorizations: [{ team_id: 'T0BENCH', user_id: 'U0BENCH', is_bot: true }],
    event: {
      type: 'message',
      channel: `C${at % CHANNELS}`,
      channel_type: 'channel',
      // A person of its own: otherwise it would be stitched, or said already.
      user: `U${number}`,
      ts,
      event_ts: ts,
      ...thread,
      text,
      blocks: [
        {
          type: 'rich_text',
          block_id: `b${number}`,
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
        },
      ],
    },
  })
}
