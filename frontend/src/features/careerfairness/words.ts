import { useFairChanceStrings } from './strings'

/** What an attribute is called; as somebody wrote it where nobody translated it. */
export function useAttributeName(): (name: string) => string {
  const t = useFairChanceStrings()
  return (name) => {
    const key = `attributes.${name}`
    const word = (t as unknown as (key: string) => string)(key)
    return word === key ? name : word
  }
}

const OTHERS = '\u2026'

/** What a group is called. */
export function useGroupName(): (group: string) => string {
  const t = useFairChanceStrings()
  return (group) => {
    if (group === '') return t('unknownGroup')
    return group === OTHERS ? t('others') : group
  }
}
