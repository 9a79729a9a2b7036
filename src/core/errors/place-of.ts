import type { ReadError } from '../fact.ts'
import { number } from './read-codes.ts'

const ADDRESS =
  /\bwith ((?:module\.[\w-]{1,100}(?:\[[^\]\n]{1,100}\])?\.){0,8}(?:provider\["[^"\]\n]{1,200}"\](?:\.[\w-]{1,80})?|(?:data\.)?[a-z]\w{0,80}\.[\w-]{1,100}(?:\[[^\]\n]{1,100}\])?)),?/
// Terraform 0.11 and older name the resource in a bullet and the provider as one of its kind.
const BULLET =
  /\* ((?:module\.[\w-]{1,100}\.){0,8}(?:data\.)?(?:provider\.[\w-]{1,60}|aws_\w{1,80}\.[\w-]{1,100}(?:\[\d{1,6}\])?)): /
const SOURCE = /\bon (\S{1,300}) line (\d{1,7})\b/

/** Takes a diagnostic's text; gives the address and the place in the source it names. */
export function placeOf(text: string): Pick<ReadError, 'address' | 'file' | 'line'> {
  const source = SOURCE.exec(text)
  return {
    address: (ADDRESS.exec(text) ?? BULLET.exec(text))?.[1] ?? null,
    file: source?.[1] ?? null,
    line: number(source?.[2] ?? null),
  }
}
