/** A role as people name it: by its name, with its path, or by its ARN. */
export type RoleName = {
  readonly name: string
  /** The ARN it was named by; undefined when only the name was given. */
  readonly arn: string | undefined
  readonly account: string | undefined
  readonly partition: string
}

/** Takes what a person typed for a role; gives its parts, or undefined where no role can be called so. */
export function parseRole(words: string): RoleName | undefined {
  const arn =
    /^arn:(aws[\w-]{0,20}):iam::(\d{12}):role\/((?:[\x21-\x7e]{1,510}\/)?)([\w+=,.@-]{1,64})$/.exec(
      words,
    )
  if (arn) {
    const [, partition = 'aws', account, , name = ''] = arn
    return { name, arn: words, account, partition }
  }
  if (!/^\/?(?:[\x21-\x7e]{1,510}\/)?[\w+=,.@-]{1,64}$/.test(words) || words.startsWith('arn:')) {
    return undefined
  }
  return {
    name: words.slice(words.lastIndexOf('/') + 1),
    arn: undefined,
    account: undefined,
    partition: 'aws',
  }
}

/** Who asks for a role, by an ARN. */
export type Caller = {
  readonly kind: 'user' | 'role' | 'session' | 'root'
  readonly arn: string
  readonly account: string
  readonly partition: string
  /** The user's or the role's name; empty for the root user. */
  readonly name: string
}

/** Takes the ARN of a user, a role, a role's session or an account's root; gives its parts, undefined for anything else. */
export function parseCaller(arn: string): Caller | undefined {
  const found =
    /^arn:(aws[\w-]{0,20}):(iam|sts)::(\d{12}):(root|user|role|assumed-role)(?:\/([\x21-\x7e]{1,600}))?$/.exec(
      arn,
    )
  if (!found) return undefined
  const [, partition = 'aws', service, account = '', type = '', rest = ''] = found
  const parts = rest.split('/')
  if (type === 'root') {
    return rest === '' && service === 'iam'
      ? { kind: 'root', arn, account, partition, name: '' }
      : undefined
  }
  if ((type === 'assumed-role') !== (service === 'sts') || rest === '') return undefined
  if (type === 'assumed-role') {
    const [name = '', session] = parts
    return parts.length === 2 && session
      ? { kind: 'session', arn, account, partition, name }
      : undefined
  }
  const name = parts.at(-1) ?? ''
  return name === '' ? undefined : { kind: type as 'user' | 'role', arn, account, partition, name }
}
