import { asked, type Given } from '../answers'
import type { Form, FormFields, FormItem } from '../queries'

/** An item while it is written: `line` stays the same while items move. */
export interface Line {
  readonly line: number
  readonly item: FormItem
}

/** A form while it is written. */
export interface Draft extends Omit<FormFields, 'items'> {
  readonly lines: readonly Line[]
}

/** What is written of a form, behaviour first as the server keeps it. */
export function draftOf(form: FormFields): Draft {
  const { code, name, channel, passFrom } = form
  return { code, name, channel, passFrom, lines: ordered(form.items.map(lineOf)) }
}

const lineOf = (item: FormItem, line: number): Line => ({ line, item })

/** What is sent; a form that was not changed is sent as it came. */
export function fieldsOf({ lines, ...rest }: Draft): FormFields {
  return { ...rest, items: lines.map(({ item }) => item) }
}

/** Behaviour first, otherwise in the order given: places are then the server's own. */
function ordered(lines: readonly Line[]): Line[] {
  const behaviour = lines.filter(({ item }) => item.behaviour)
  return [...behaviour, ...lines.filter(({ item }) => !item.behaviour)]
}

/** With one more item at the end of its section. */
export function withItem(lines: readonly Line[], behaviour: boolean): Line[] {
  const keys = new Set(lines.map(({ item }) => item.key))
  let number = lines.length + 1
  while (keys.has(`item-${number}`)) number++
  const item: FormItem = {
    ...{ key: `item-${number}`, text: '', textZh: '', behaviour, criticality: 'non' },
    ...{ fatal: false, weight: 5, best: behaviour ? 2 : 1 },
  }
  return ordered([...lines, { line: Math.max(-1, ...lines.map(({ line }) => line)) + 1, item }])
}

/** With an item written anew; a new name is followed by what rests on the item. */
export function withChange(lines: readonly Line[], line: number, to: FormItem): Line[] {
  const before = lines.find((one) => one.line === line)?.item.key
  return ordered(
    lines.map((one) => {
      if (one.line === line) return { line, item: to }
      const { when } = one.item
      if (!when || when.item !== before || before === to.key) return one
      return { ...one, item: { ...one.item, when: { ...when, item: to.key } } }
    }),
  )
}

/** With an item moved up (-1) or down (1) within its section. */
export function withMove(lines: readonly Line[], line: number, step: -1 | 1): readonly Line[] {
  const at = lines.findIndex((one) => one.line === line)
  const here = lines[at]
  const there = lines[at + step]
  if (!here || !there || here.item.behaviour !== there.item.behaviour) return lines
  const out = [...lines]
  out[at] = there
  out[at + step] = here
  return out
}

/** What is said of a contact when its answers are these. */
export interface Worked {
  readonly points: number
  readonly passed: boolean
  readonly critical: readonly FormItem[]
  readonly fatal: boolean
  /** Nothing that weighs applies: there is no score. */
  readonly none: boolean
}

/** The score by the rule of vendors/quality/form: weighted grades of what applies. */
export function worked(form: FormFields, given: Given): Worked {
  let got = 0
  let of = 0
  const critical: FormItem[] = []
  for (const item of asked(form, given)) {
    const answer = given[item.key]
    if (!answer || answer.without) continue
    got += (item.weight * answer.grade) / item.best
    of += item.weight
    if (item.criticality !== 'non' && answer.grade < item.best) critical.push(item)
  }
  const fatal = critical.some((item) => item.fatal)
  const points = fatal || of === 0 ? 0 : (100 * got) / of
  const passed = of > 0 && critical.length === 0 && points >= form.passFrom
  return { points, passed, critical, fatal, none: of === 0 }
}

/** What became of an item since the version in force. */
export interface Difference {
  readonly item: FormItem
  readonly what: 'added' | 'removed' | 'changed' | 'moved'
  /** The fields that differ, where it was changed. */
  readonly fields: readonly (keyof FormItem)[]
}

const FIELDS = [
  ...(['text', 'textZh', 'behaviour', 'criticality', 'fatal', 'weight', 'best', 'when'] as const),
]

/** How the items differ from those in force, in the order in which they are asked. */
export function differences(before: readonly FormItem[], after: readonly FormItem[]): Difference[] {
  const old = new Map(before.map((item) => [item.key, item]))
  const kept = new Set(after.map(({ key }) => key))
  const stayed = before.filter(({ key }) => kept.has(key)).map(({ key }) => key)
  const out: Difference[] = []
  let place = 0
  for (const item of after) {
    const was = old.get(item.key)
    if (!was) {
      out.push({ item, what: 'added', fields: [] })
      continue
    }
    const fields = FIELDS.filter((field) => !same(was[field], item[field]))
    if (fields.length > 0) out.push({ item, what: 'changed', fields })
    else if (stayed[place] !== item.key) out.push({ item, what: 'moved', fields: [] })
    place++
  }
  const gone = before.filter(({ key }) => !kept.has(key))
  return [...out, ...gone.map((item) => ({ item, what: 'removed', fields: [] }) as const)]
}

function same(a: FormItem[keyof FormItem], b: FormItem[keyof FormItem]): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b
  return a.item === b.item && a.grade === b.grade
}

/** The version in force, or the one before it, of the form that is written. */
export function inForce(all: readonly Form[], draft: Form): Form | undefined {
  return all.find(({ code, state }) => code === draft.code && state === 'published')
}
