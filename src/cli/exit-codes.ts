/** With --exit-code: something keeps Terraform from signing in, and the cause is known. */
export const FOUND = 10
