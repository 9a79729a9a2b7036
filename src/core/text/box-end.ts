/** Stands where a box was closed: nothing of the diagnostic in it was cut away. */
export const BOX_END = '╵'
