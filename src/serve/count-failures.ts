/** Takes a port; gives the same, and whoever counts its failures hears of each. */
export function counting<Port extends object>(port: Port, failed: () => void): Port {
  return new Proxy(port, {
    get(target, name) {
      const part: unknown = Reflect.get(target, name)
      if (typeof part !== 'function') return part
      return (...given: unknown[]) => {
        const result: unknown = Reflect.apply(part, target, given)
        if (result instanceof Promise) result.catch(failed)
        return result
      }
    },
  })
}
