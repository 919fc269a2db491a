import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import {
  type Corner,
  moveTriangle,
  speakTriangle,
  type Triangle,
  type TriangleMotion,
} from '@/api/authority'
import { useCrowdAct } from '@/api/crowd'
import { useMay, useMe } from '@/api/session'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { useCrowdStrings } from './strings'
import { CORNERS } from './triangle-seats'

interface Props {
  programme: number
  triangle: Triangle
}

/** Changes put to the corners, with their words. */
export function TriangleMotions({ programme, triangle }: Props) {
  const t = useCrowdStrings()
  const may = useMay('vendors:manage')
  return (
    <Panel title={t('tri.motions')}>
      {triangle.motions.length === 0 && <Text c="dimmed">{t('tri.noMotions')}</Text>}
      <Stack gap="md">
        {triangle.motions.map((motion) => (
          <Motion key={motion.id} programme={programme} triangle={triangle} motion={motion} />
        ))}
        {may && <Move programme={programme} />}
      </Stack>
    </Panel>
  )
}

function Motion({ programme, triangle, motion }: Props & { motion: TriangleMotion }) {
  const t = useCrowdStrings()
  const format = useFormat()
  const names = (corners: readonly string[]) =>
    format.list(corners.map((corner) => t(`tri.corners.${corner as Corner}`)))
  const { field, text, openedAt, passed, vetoed, missing, voices } = motion
  return (
    <div>
      <Text fw={600}>{text}</Text>
      <Group gap="sm">
        <Text c="dimmed">
          {field ? t(`tri.corners.${field as Corner}`) : t('tri.start')} ·{' '}
          {format.day(openedAt.slice(0, 10), 'full')}
        </Text>
        {passed && <Status standing="ok">{t('tri.passed')}</Status>}
        {vetoed.length > 0 && (
          <Status standing="bad">{t('tri.vetoed', { who: names(vetoed) })}</Status>
        )}
        {missing.length > 0 && (
          <Status standing="warn">{t('tri.missing', { who: names(missing) })}</Status>
        )}
      </Group>
      {voices
        .filter(({ yes }) => !yes)
        .map(({ userId, why }) => (
          <Text key={userId}>“{why}”</Text>
        ))}
      {!passed && <Voice programme={programme} triangle={triangle} motion={motion} />}
    </div>
  )
}

/** The word of whoever looks, where they hold one of the owner's corners. */
function Voice({ programme, triangle, motion }: Props & { motion: TriangleMotion }) {
  const t = useCrowdStrings()
  const me = useMe()
  const [why, setWhy] = useState('')
  const speak = useCrowdAct((yes: boolean) => speakTriangle(programme, motion.id, yes, why))
  const holds = triangle.seats.some(({ owner, userId }) => owner && userId === me.userId)
  if (!holds || motion.voices.some(({ userId, yes }) => userId === me.userId && yes)) return null
  return (
    <>
      {speak.isError && <ErrorPanel error={speak.error} />}
      <Group align="flex-end" mt={6}>
        <Button loading={speak.isPending} onClick={() => speak.mutate(true)}>
          {t('tri.sign')}
        </Button>
        <TextInput
          label={t('tri.why')}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <Button
          color="red"
          variant="outline"
          disabled={why.trim() === ''}
          onClick={() => speak.mutate(false)}
        >
          {t('tri.veto')}
        </Button>
      </Group>
    </>
  )
}

function Move({ programme }: { programme: number }) {
  const t = useCrowdStrings()
  const [field, setField] = useState<'' | Corner>('operations')
  const [text, setText] = useState('')
  const move = useCrowdAct(() => moveTriangle(programme, { field, text }))
  return (
    <>
      {move.isError && <ErrorPanel error={move.error} />}
      <Group align="flex-end">
        <NativeSelect
          label={t('tri.field')}
          value={field}
          onChange={(event) => setField(event.currentTarget.value as Corner)}
          data={[
            ...CORNERS.map((value) => ({
              value: value as string,
              label: t(`tri.corners.${value}`),
            })),
            { value: '', label: t('tri.start') },
          ]}
        />
        <TextInput
          label={t('tri.what')}
          value={text}
          miw={280}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={text.trim().length < 3}
          loading={move.isPending}
          onClick={() => move.mutate(undefined, { onSuccess: () => setText('') })}
        >
          {t('tri.put')}
        </Button>
      </Group>
    </>
  )
}
