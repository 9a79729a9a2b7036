const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/** Takes a moment as policies write it, ISO 8601 or seconds since 1970; gives seconds since 1970, or undefined. */
export function moment(text: string): number | undefined {
  if (/^\d{1,12}(?:\.\d{1,9})?$/.test(text) && !/^\d{4}$/.test(text)) return Number(text)
  const read = ISO.exec(text.trim())
  if (!read) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0', part = '', zone = 'Z'] = read
  const days = daysSince1970(Number(year), Number(month), Number(day))
  return (
    days * 86_400 +
    Number(hour) * 3600 +
    Number(minute) * 60 +
    Number(`${second}${part}`) -
    offset(zone)
  )
}

function offset(zone: string): number {
  if (zone === 'Z') return 0
  const digits = zone.slice(1).replace(':', '')
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2)) * 60
  return zone.startsWith('-') ? -seconds : seconds
}

/** Counts the days of the calendar; March comes first, so that the leap day is the last of its year. */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const ofEra = shifted - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const days = ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear
  return era * 146_097 + days - 719_468
}
