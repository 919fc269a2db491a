import { List, Popover, UnstyledButton } from '@mantine/core'
import type { Forecast } from '@/api/types'
import { type Standing, Status } from '@/parts/status'
import { useNoteWords } from './notes'
import { useForecastStrings } from './strings'

const STANDING: Record<'good' | 'fair' | 'poor', Standing> = {
  good: 'ok',
  fair: 'warn',
  poor: 'bad',
}

/** How far a forecast can be relied on, and why it is no better. */
export function QualityLabel({ quality }: Pick<Forecast, 'quality'>) {
  const t = useForecastStrings()
  const noteWords = useNoteWords()
  const { grade, reasons } = quality
  if (!grade) return null
  const label = <Status standing={STANDING[grade]}>{t(`quality.${grade}`)}</Status>
  if (reasons.length === 0) return label
  return (
    <Popover position="bottom-start" withinPortal>
      <Popover.Target>
        <UnstyledButton aria-label={t('quality.why', { grade: t(`quality.${grade}`) })}>
          {label}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown maw={360}>
        <List size="sm">
          {reasons.map((reason) => (
            <List.Item key={reason.text}>{noteWords(reason)}</List.Item>
          ))}
        </List>
      </Popover.Dropdown>
    </Popover>
  )
}
