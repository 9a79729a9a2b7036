import type { CheckPart } from '../../../core/case/check-ids.ts'

/** What a part of a check is called where people type it, and the longest it can be. */
export const PARTS: Readonly<
  Record<CheckPart, { readonly label: string; readonly hint: string; readonly most: number }>
> = {
  'key-id': {
    label: 'Access key id',
    hint: 'All 20 characters, from AKIA on. Never the secret.',
    most: 128,
  },
  user: { label: 'IAM user', hint: 'Its name.', most: 64 },
  role: { label: 'Role', hint: 'Its ARN.', most: 600 },
  caller: {
    label: 'Caller',
    hint: 'The ARN that asks for the role, as aws sts get-caller-identity prints it.',
    most: 700,
  },
  'external-id': {
    label: 'External id that is sent',
    hint: 'As it stands in the configuration. It is neither kept nor shown.',
    most: 1224,
  },
  duration: {
    label: 'Session duration asked for',
    hint: 'In seconds, or as Terraform writes it, such as 2h.',
    most: 20,
  },
  claims: {
    label: 'Claims of the token',
    hint: 'As JSON with iss, sub and aud. Only what AWS looks at is read, and the rest is dropped.',
    most: 3000,
  },
  region: { label: 'Region', hint: 'Such as eu-south-1.', most: 40 },
  message: {
    label: 'Encoded authorization message',
    hint: 'The long word behind “Encoded authorization failure message:”.',
    most: 3000,
  },
}
