import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import classes from './designer.module.css'
import type { Names } from './document'
import { useDesignerStrings } from './strings'

interface Props {
  label: string
  /** What the button says that takes the names. */
  yes: string
  onDone: (names: Names) => void
  onClose: () => void
}

/** Names a new rung or track in both languages. */
export function NamesForm({ label, yes, onDone, onClose }: Props) {
  const t = useDesignerStrings()
  const [en, setEn] = useState('')
  const [zh, setZh] = useState('')
  return (
    <form
      className={classes.form}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault()
        onDone({ en: en.trim() || undefined, zh: zh.trim() || undefined })
      }}
    >
      <div className={classes.fields}>
        <TextInput
          label={t('rung.en')}
          value={en}
          onChange={(event) => setEn(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput
          label={t('rung.zh')}
          value={zh}
          onChange={(event) => setZh(event.currentTarget.value)}
        />
      </div>
      <Group mt="sm">
        <Button type="submit" disabled={!en.trim() && !zh.trim()}>
          {yes}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('rung.cancel')}
        </Button>
      </Group>
    </form>
  )
}
