/**
 * What opens a line of its own, however the line in front of it ends: a prompt, an answer of the AWS CLI, a variable
 * with its value, a line of our command.
 */
export const BEGINS_ANEW = /^(?:tfauth: |[$#%] |An error occurred \(|[A-Z][A-Z0-9_]{3,60}=)/

/** Stands where a box was closed: nothing of the diagnostic in it was cut away. */
export const BOX_END = '╵'
