import { Button, Group, Text } from '@mantine/core'
import { CloseIcon, Copy, Lock } from '@/design/icons'
import { toast } from '@/parts/toast'
import { cellsOf, type Selection } from '../model/selection'
import type { Sheet } from '../model/sheet'
import { useRosterStrings } from '../strings'
import type { Acts } from './use-acts'

interface Props {
  sheet: Sheet
  order: readonly number[]
  selection: Selection
  acts: Acts
  may: boolean
}

/** How many cells are selected and what can be done with all of them. Nothing while it is only one. */
export function SelectionBar({ sheet, order, selection, acts, may }: Props) {
  const t = useRosterStrings()
  const cells = cellsOf(selection, order)
  if (cells.length < 2) return null
  const shifts = cells.filter(({ person, day }) => sheet.shift(person, day)).length
  const copy = () =>
    void navigator.clipboard
      ?.writeText(acts.copy())
      .then(() => toast.done(t('acts.copied', { count: cells.length })))
  return (
    <Group gap="xs" mt="xs" role="status">
      <Text size="sm">{t('selected', { count: cells.length, shifts })}</Text>
      <Button
        size="xs"
        variant="default"
        leftSection={<Copy size={14} aria-hidden />}
        onClick={copy}
      >
        {t('menu.copy')}
      </Button>
      {may && (
        <>
          <Button
            size="xs"
            variant="default"
            leftSection={<Lock size={14} aria-hidden />}
            onClick={acts.lock}
          >
            {t('menu.lock')}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<CloseIcon size={14} aria-hidden />}
            onClick={acts.clear}
          >
            {t('menu.clear')}
          </Button>
        </>
      )}
    </Group>
  )
}
