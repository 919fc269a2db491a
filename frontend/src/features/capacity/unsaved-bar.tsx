import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { staleVersions } from '@/api/problem'
import { UndoIcon } from '@/design/icons'
import { ErrorPanel } from '@/parts/error-panel'
import { toast } from '@/parts/toast'
import classes from './capacity.module.css'
import { toSave } from './draft'
import { type CapacityPlan, useSavePlan } from './queries'
import { useCapacityStrings } from './strings'
import type { Draft } from './use-draft'

/** What was changed is not saved yet: save it with a word on why, or not. */
export function UnsavedBar({ plan, draft }: { plan: CapacityPlan; draft: Draft }) {
  const t = useCapacityStrings()
  const [note, setNote] = useState('')
  const save = useSavePlan(plan.id)
  const submit = () =>
    save.mutate(
      { version: draft.version, fields: { ...toSave(draft.fields, plan), note: note.trim() } },
      {
        onSuccess: () => {
          draft.discard()
          toast.done(t('edit.saved'))
        },
      },
    )
  return (
    <section className={classes.unsaved} aria-label={t('edit.unsaved')}>
      {save.isError &&
        (staleVersions(save.error) ? (
          <Text c="var(--error)">{t('edit.stale')}</Text>
        ) : (
          <ErrorPanel error={save.error} />
        ))}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Group gap="sm" align="flex-end">
          <Text fw={600} mb={8}>
            {t('edit.unsaved')}
          </Text>
          <TextInput
            label={t('edit.note')}
            value={note}
            maxLength={1000}
            style={{ flex: '1 1 220px' }}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <ActionIcon variant="default" size={36} aria-label={t('edit.undo')} onClick={draft.undo}>
            <UndoIcon size={17} aria-hidden />
          </ActionIcon>
          <Button variant="default" onClick={draft.discard}>
            {t('edit.discard')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('edit.save')}
          </Button>
        </Group>
      </form>
    </section>
  )
}
