import { Button, Text } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import classes from './judged.module.css'
import type { Answer, FormFields, FormItem } from './queries'
import { ItemMarks, useItemText } from './sheet'
import { useJudgedStrings } from './strings'

/** Answers by item, as far as they are given. */
export type Given = Readonly<Record<string, Answer>>

/** The items that are asked after these answers. */
export function asked(form: Pick<FormFields, 'items'>, given: Given): FormItem[] {
  const out: FormItem[] = []
  for (const item of form.items) {
    const { when } = item
    const on = when && out.some(({ key }) => key === when.item) ? given[when.item] : undefined
    if (!when || (on && !on.without && on.grade === when.grade)) out.push(item)
  }
  return out
}

/** The answers that are sent: of what is asked. */
export function answersOf(form: Pick<FormFields, 'items'>, given: Given): Answer[] {
  return asked(form, given).flatMap(({ key }) => given[key] ?? [])
}

/** A form to fill in, by hand or by keys. */
export function Answers(props: {
  form: Pick<FormFields, 'items'>
  given: Given
  onAnswer: (answer: Answer) => void
  onSend?: () => void
}) {
  const { form, given, onAnswer, onSend } = props
  const t = useJudgedStrings()
  const text = useItemText()
  const keys = (event: KeyboardEvent<HTMLFieldSetElement>, item: FormItem) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSend?.()
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') move(event)
    else if (event.key.toLowerCase() === 'n') answer(item, 0, true)
    else if (/^\d$/.test(event.key) && Number(event.key) <= item.best)
      answer(item, Number(event.key), false)
    else return
    event.preventDefault()
  }
  const answer = (item: FormItem, grade: number, without: boolean) =>
    onAnswer({ ...given[item.key], item: item.key, grade, without })
  return (
    <div>
      {asked(form, given).map((item) => (
        <fieldset key={item.key} className={classes.item} onKeyDown={(event) => keys(event, item)}>
          <legend>{text(item)}</legend>
          <ItemMarks item={item} />
          <div className={classes.choices}>
            {Array.from({ length: item.best + 1 }, (_, grade) => grade).map((grade) => (
              <Choice
                key={grade}
                on={given[item.key]?.grade === grade && !given[item.key]?.without}
                onClick={() => answer(item, grade, false)}
              >
                {item.best === 1 ? t(grade === 1 ? 'yes' : 'no') : String(grade)}
              </Choice>
            ))}
            <Choice on={given[item.key]?.without === true} onClick={() => answer(item, 0, true)}>
              {t('without')}
            </Choice>
          </div>
        </fieldset>
      ))}
      <Text c="dimmed" size="sm">
        {t('keys')}
      </Text>
    </div>
  )
}

function Choice(props: { on: boolean; onClick: () => void; children: string }) {
  return (
    <Button
      variant={props.on ? 'filled' : 'default'}
      aria-pressed={props.on}
      onClick={props.onClick}
    >
      {props.children}
    </Button>
  )
}

/** Moves the focus to the item before or after. */
function move(event: KeyboardEvent<HTMLFieldSetElement>) {
  const at = event.currentTarget
  const next = event.key === 'ArrowDown' ? at.nextElementSibling : at.previousElementSibling
  next?.querySelector('button')?.focus()
}
