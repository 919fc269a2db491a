import {
  Button,
  Drawer,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  Textarea,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { major, minor, minorUnits } from '@/format/minor'
import { ErrorPanel } from '@/parts/error-panel'
import { percentage } from '@/parts/inputs/numbers'
import { Loaded } from '@/parts/loaded'
import { toast } from '@/parts/toast'
import { type Terms, termsQuery, useSetTerms, type Worth } from './queries'
import { useVoiceStrings } from './strings'

const ENDS = ['low', 'likely', 'high'] as const
const GRADES = ['A', 'B', 'C', 'D'] as const

const BLANK: Worth = {
  valueMinor: 0,
  solved: { low: 0, likely: 0, high: 0 },
  unsolved: { low: 0, likely: 0, high: 0 },
  source: '',
  grade: 'D',
}

/** Writes what is assumed of customers. */
export function WorthDrawer({ onClose }: { onClose: () => void }) {
  const t = useVoiceStrings()
  const terms = useQuery(termsQuery)
  return (
    <Drawer
      opened
      position="right"
      onClose={onClose}
      title={t('value.assumption')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Loaded query={terms}>
        {(now) =>
          now.currency ? (
            <Fields key={now.version} terms={now} onClose={onClose} />
          ) : (
            <Text>{t('value.currencyFirst')}</Text>
          )
        }
      </Loaded>
    </Drawer>
  )
}

function Fields({ terms, onClose }: { terms: Terms; onClose: () => void }) {
  const t = useVoiceStrings()
  const { version, worth: before, ...rest } = terms
  const [worth, setWorth] = useState(before ?? BLANK)
  const save = useSetTerms(() => {
    toast.done(t('value.assumptionKept'))
    onClose()
  })
  const change = (part: Partial<Worth>) => setWorth((old) => ({ ...old, ...part }))
  return (
    <Stack gap="md">
      <NumberInput
        label={t('value.worth')}
        allowNegative={false}
        decimalScale={Math.log10(minorUnits(rest.currency))}
        rightSection={rest.currency}
        rightSectionWidth={56}
        value={major(worth.valueMinor, rest.currency)}
        onChange={(value) => change({ valueMinor: minor(Number(value) || 0, rest.currency) })}
      />
      {(['solved', 'unsolved'] as const).map((which) => (
        <Stack key={which} gap="xs">
          {ENDS.map((end) => (
            <NumberInput
              key={end}
              label={t(`value.${end}`, {
                what: t(which === 'solved' ? 'value.leavesSolved' : 'value.leavesUnsolved'),
              })}
              min={0}
              max={100}
              decimalScale={2}
              value={percentage(worth[which][end])}
              onChange={(value) =>
                change({ [which]: { ...worth[which], [end]: (Number(value) || 0) / 100 } })
              }
            />
          ))}
        </Stack>
      ))}
      <NativeSelect
        label={t('value.grade')}
        value={worth.grade}
        onChange={(event) => change({ grade: event.currentTarget.value as Worth['grade'] })}
        data={GRADES.map((grade) => ({ value: grade, label: t(`value.grades.${grade}`) }))}
      />
      <Textarea
        label={t('value.source')}
        autosize
        maxLength={500}
        value={worth.source}
        onChange={(event) => change({ source: event.currentTarget.value })}
      />
      {save.error && <ErrorPanel error={save.error} />}
      <Group>
        <Button
          loading={save.isPending}
          onClick={() => save.mutate({ version, fields: { ...rest, worth } })}
        >
          {t('value.keep')}
        </Button>
        {before && (
          <Button variant="default" onClick={() => save.mutate({ version, fields: rest })}>
            {t('value.remove')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}
