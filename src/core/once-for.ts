/**
 * Makes a function of an object that computes its result once for each object. The objects must not change; a result is
 * kept as long as its object.
 */
export function onceFor<Key extends object, Value>(
  compute: (key: Key) => Value,
): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier.value;
    const value = compute(key);
    known.set(key, { value });
    return value;
  };
}

/** Then all are forgotten, so that a process that compiles specs again and again does not grow. */
const MOST_TEXTS = 50_000;

/** Makes a function of a text that computes its result once for each text: the hosts of a large spec have the same few. */
export function onceForText<Value>(
  compute: (text: string) => Value,
): (text: string) => Value {
  const known = new Map<string, { readonly value: Value }>();
  return (text) => {
    const earlier = known.get(text);
    if (earlier !== undefined) return earlier.value;
    const value = compute(text);
    if (known.size >= MOST_TEXTS) known.clear();
    known.set(text, { value });
    return value;
  };
}
