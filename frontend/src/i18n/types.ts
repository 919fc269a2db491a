/** A tree of strings: a leaf is a text, with `{{name}}` for each value it takes. */
export interface Strings {
  readonly [key: string]: string | Strings
}

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
type Unplural<K extends string> = K extends `${infer Base}_${PluralForm}` ? Base : K
type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`
}[keyof T & string]

/** The keys one may ask of a tree: dotted paths, a plural's forms under their common name. */
export type Key<T> = Unplural<Leaves<T>>

type At<T, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? At<T[Head], Rest>
    : never
  : Path extends keyof T
    ? T[Path]
    : `${Path}_other` extends keyof T
      ? T[`${Path}_other`] | '{{count}}'
      : never

type Names<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Names<Rest>
  : never

/** The values that a text takes: nothing, or an object naming every placeholder. */
export type Values<T, K extends string> = [Names<At<T, K>>] extends [never]
  ? []
  : [values: { readonly [Name in Names<At<T, K>>]: string | number }]

/**
 * The shape a translation must have: every key of the original, and no other.
 * Chinese has one plural form, so `_one` may be left out.
 */
export type Translation<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string
    ? string
    : Translation<T[K]>
} & { readonly [K in keyof T as K extends `${string}_one` ? K : never]?: string }

/** Looks a text up in the current language and fills its placeholders. */
export type Translate<T> = <K extends Key<T>>(key: K, ...values: Values<T, K>) => string
