/** Takes a range (`203.0.113.0/24`, one address, IPv6) and an address; tells whether the address lies in it. */
export function inRange(range: string, address: string): boolean {
  const [network = '', length, ...rest] = range.split('/')
  const from = bitsOf(network)
  const given = bitsOf(address)
  if (!from || !given || from.length !== given.length || rest.length > 0) return false
  const bits = length === undefined ? from.length : Number(length)
  if (!/^\d{0,3}$/.test(length ?? '') || bits > from.length) return false
  return from.slice(0, bits) === given.slice(0, bits)
}

function bitsOf(address: string): string | undefined {
  return address.includes(':') ? sixBits(address) : fourBits(address)
}

function fourBits(address: string): string | undefined {
  const parts = address.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) {
    return undefined
  }
  return parts.map((part) => Number(part).toString(2).padStart(8, '0')).join('')
}

function sixBits(address: string): string | undefined {
  const [head = '', tail, ...rest] = address.split('::')
  if (rest.length > 0) return undefined
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? 0 : 8 - front.length - back.length
  if (gap < 0) return undefined
  const parts = [...front, ...Array<string>(gap).fill('0'), ...back]
  if (parts.length !== 8 || !parts.every((part) => /^[\da-f]{1,4}$/i.test(part))) return undefined
  return parts.map((part) => Number.parseInt(part, 16).toString(2).padStart(16, '0')).join('')
}
