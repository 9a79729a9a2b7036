/** The digits of base32, in which AWS writes its ids (RFC 4648). */
export const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
