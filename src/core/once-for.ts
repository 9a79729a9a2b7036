/** Takes what makes something of an object; gives the same, made once for each object and let go with it. */
export function onceFor<Key extends object, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const made = new WeakMap<Key, { readonly it: Made }>()
  return (key) => {
    const before = made.get(key)
    if (before) return before.it
    const it = make(key)
    made.set(key, { it })
    return it
  }
}
